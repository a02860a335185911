using System.Collections.Specialized;
using Auth0Flows.Api;
using Auth0Flows.Http;
using Auth0Flows.Sessions;

namespace Auth0Flows.Jobs;

/// <summary>The jobs that export and import users: <see href="https://auth0.com/docs/manage-users/user-migration"/>.</summary>
internal sealed class UserJobs(SessionContext context, ApiCaller api)
{
    // Auth0 runs two imports at once: a third one is retried until one of them is done.
    private static readonly TimeSpan _betweenStarts = TimeSpan.FromSeconds(10);

    public Task<Auth0Job> StartExportAsync(
        Auth0UserExportOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var body = new OrderedDictionary { ["format"] = options.Format };
        if (options.ConnectionId is { } connection)
        {
            body["connection_id"] = connection;
        }

        if (options.Limit is { } limit)
        {
            body["limit"] = limit;
        }

        if (options.Fields.Count > 0)
        {
            body["fields"] = options.Fields.Select(static field => new OrderedDictionary { ["name"] = field }).ToArray();
        }

        return StartAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Path = "jobs/users-exports",
                Body = body,
            },
            activity,
            cancellationToken
        );
    }

    /// <summary>Starts an import. If the tenant already has the maximum number of imports, retries until it accepts another.</summary>
    public async Task<Auth0Job> StartImportAsync(
        Auth0UserImportOptions options,
        ReadOnlyMemory<byte> users,
        TimeSpan timeout,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = "jobs/users-imports",
            Form =
            [
                new Auth0FormPart("users") { Content = users, ContentType = "application/json" },
                new Auth0FormPart("connection_id") { Text = options.ConnectionId },
                new Auth0FormPart("upsert") { Text = options.Upsert ? "true" : "false" },
                new Auth0FormPart("send_completion_email") { Text = options.SendsCompletionEmail ? "true" : "false" },
                .. options.ExternalId is { } id ? new[] { new Auth0FormPart("external_id") { Text = id } } : [],
            ],
        };
        for (var end = context.Now + timeout; ; )
        {
            try
            {
                return await StartAsync(request, activity, cancellationToken).ConfigureAwait(false);
            }
            catch (Auth0ApiException full) when (IsFull(full) && context.Now + _betweenStarts < end)
            {
                var words = $"{full.Message} Asking again in {_betweenStarts.TotalSeconds:0} s.";
                activity?.Report(new Auth0Activity(Auth0ActivityKind.Retry, words) { Delay = _betweenStarts });
                await Task.Delay(_betweenStarts, context.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsFull(Auth0ApiException refusal) =>
        refusal.ErrorDescription?.Contains("active import", StringComparison.OrdinalIgnoreCase) == true;

    private async Task<Auth0Job> StartAsync(
        Auth0ApiRequest request,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        context.ThrowIfClosed();
        var answer = await api.SendAsync(request, activity, cancellationToken).ConfigureAwait(false);
        var job = Auth0Resources.Jobs.Read(answer);
        return job.Id is { Length: > 0 } ? job : throw JsonAnswer.Invalid(answer, "a job without an id", null);
    }
}
