using System.Collections;
using Auth0Flows.Http;
using Auth0Flows.Sessions;

namespace Auth0Flows.Api.Objects;

/// <summary>Single objects of the Management API, downloads to files, and descriptions of changes.</summary>
internal sealed class ApiObjects(SessionContext context, ApiCaller api)
{
    private const int MostRounds = 2;
    private static readonly TimeSpan _stale = TimeSpan.FromSeconds(1); // a person was asked in between
    private readonly ObjectToChange _toChange = new(api);

    public async Task<T> GetAsync<T>(
        Auth0Resource<T> resource,
        string? id,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class =>
        resource.Read(await SendAsync(resource, HttpMethod.Get, id, null, activity, cancellationToken).ConfigureAwait(false));

    public async Task<T> CreateAsync<T>(
        Auth0Resource<T> resource,
        object properties,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class =>
        resource.Read(await SendAsync(resource, HttpMethod.Post, null, properties, activity, cancellationToken).ConfigureAwait(false));

    public async Task<T> UpdateAsync<T>(
        Auth0Resource<T> resource,
        string? id,
        object properties,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class =>
        resource.Read(await SendAsync(resource, HttpMethod.Patch, id, properties, activity, cancellationToken).ConfigureAwait(false));

    public Task DeleteAsync<T>(
        Auth0Resource<T> resource,
        string id,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class => SendAsync(resource, HttpMethod.Delete, id, null, activity, cancellationToken);

    /// <summary>
    /// Changes lists of an object that others may change at the same time. The API replaces lists as a whole and has no condition for it
    /// (RFC 9110 §13.1), so the list is read just before it is sent, and once more after: if another writer's list came on top of this
    /// one, the change is made again.
    /// </summary>
    /// <returns>The last response; null if the caller declined.</returns>
    public async Task<Auth0ApiResponse?> UpdateListsAsync(
        Auth0ApiRequest request,
        IReadOnlyCollection<Auth0ListChange> changes,
        Func<Auth0ApiRequest, Task<bool>> confirm,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var parts = PartsOf(request, changes);
        var read = await _toChange.ReadAsync(request, parts, activity, cancellationToken).ConfigureAwait(false);
        var complete = With(request, read, changes);
        if (complete is null)
        {
            return new Auth0ApiResponse(read, request);
        }

        var asked = context.TimeProvider.GetTimestamp();
        if (!await confirm(complete).ConfigureAwait(false))
        {
            return null;
        }

        if (context.TimeProvider.GetElapsedTime(asked) > _stale)
        {
            var known = ObjectToChange.PartsIn(read, parts);
            read = await _toChange.ReadAgainAsync(request, known, activity, cancellationToken).ConfigureAwait(false);
            complete = With(request, read, changes) ?? complete;
        }

        var answer = await api.SendAsync(complete, activity, cancellationToken).ConfigureAwait(false);
        for (var round = 0; await MissingAsync(request, changes, activity, cancellationToken).ConfigureAwait(false) is { } again; round++)
        {
            if (round == MostRounds)
            {
                throw new Auth0ApiException(
                    Auth0ErrorCode.ListNotTaken,
                    $"{request.Method} {request.Path} was answered with success {MostRounds + 1} times, and the object still doesn't have the "
                        + $"wanted {string.Join(", ", changes.Select(static change => change.Property).Distinct())}: the API doesn't take it, "
                        + "keeps it in another spelling, or another program replaces it each time."
                )
                {
                    Request = $"{request.Method} {request.Path}",
                };
            }

            answer = await api.SendAsync(again, activity, cancellationToken).ConfigureAwait(false);
        }

        return new Auth0ApiResponse(answer, complete);
    }

    public async Task<Auth0ApiResponse> ReadToChangeAsync(
        Auth0ApiRequest request,
        IReadOnlyCollection<string> parts,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    ) => new(await _toChange.ReadAsync(request, parts, activity, cancellationToken).ConfigureAwait(false), request);

    // What is still to be sent after the change; null if nothing.
    private async Task<Auth0ApiRequest?> MissingAsync(
        Auth0ApiRequest request,
        IReadOnlyCollection<Auth0ListChange> changes,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        try
        {
            string[] sent = [.. changes.Where(static change => change.Added.Count > 0).Select(static change => change.Property)];
            var read = await _toChange.ReadAgainAsync(request, sent, activity, cancellationToken).ConfigureAwait(false);
            return With(request with { Body = null }, read, changes);
        }
        catch (Auth0Exception failure)
        {
            throw new Auth0ApiException(
                Auth0ErrorCode.ListNotChecked,
                $"The change was made, but whether another program's change came on top of it is unknown: {failure.Message}"
            )
            {
                Request = failure.Request,
                StatusCode = failure.StatusCode,
                CorrelationId = failure.CorrelationId,
            };
        }
    }

    /// <summary>
    /// Asks for the status of an AD/LDAP connection. Auth0, "Check connection status": 200 if a connector is online, otherwise 404, which
    /// is also the answer for a connection that doesn't exist.
    /// </summary>
    public async Task<Auth0ConnectionStatus> TestConnectionAsync(
        string connectionId,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var connection = PathTemplate.Expand("connections/{id}", _ => connectionId);
        try
        {
            await api.SendAsync(new Auth0ApiRequest { Path = $"{connection}/status" }, activity, cancellationToken).ConfigureAwait(false);
            return new Auth0ConnectionStatus(connectionId, true, null);
        }
        catch (Auth0ApiException offline) when (offline.Code == Auth0ErrorCode.NotFound)
        {
            await api.SendAsync(new Auth0ApiRequest { Path = connection }, activity, cancellationToken).ConfigureAwait(false);
            return new Auth0ConnectionStatus(connectionId, false, offline.ErrorDescription ?? offline.Error);
        }
    }

    /// <summary>Returns the response without its body, which is written to the file.</summary>
    public async Task<Auth0ApiResponse> DownloadAsync(
        Auth0ApiRequest request,
        string path,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        Task Write(Stream body, CancellationToken token) => LocalFile.WriteAsync(path, body.CopyToAsync, token);
        var answer = await api.SendAsync(request, activity, cancellationToken, Write).ConfigureAwait(false);
        if (!answer.IsSuccess) // a caller who skips the error check wants the body of the error response
        {
            await LocalFile
                .WriteAsync(path, (file, token) => file.WriteAsync(answer.Body, token).AsTask(), cancellationToken)
                .ConfigureAwait(false);
        }

        return new Auth0ApiResponse(answer, request);
    }

    public Uri AddressOf(Auth0ApiRequest request) =>
        ApiAddress.Of(request, context.Domain, context.ManagementAudience, context.Audience).Uri;

    /// <summary>Describes what a call would change. Reads the current object if possible.</summary>
    public async Task<string> DescribeAsync(
        Auth0ApiRequest request,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var address = AddressOf(request);
        _ = new ApiRequestBuilder(request, address); // whatever can't be sent
        if (request.Path is null || request.Method == HttpMethod.Post)
        {
            return ChangeText.Describe(request, address, null);
        }

        try
        {
            var reading = new Auth0ApiRequest
            {
                Path = request.Path,
                Token = request.Token,
                Audience = request.Audience,
            };
            using var before = JsonAnswer.Parse(await api.SendAsync(reading, activity, cancellationToken).ConfigureAwait(false));
            return ChangeText.Describe(request, address, before.RootElement);
        }
        catch (Exception failure) when (failure is Auth0ApiException or Auth0ResponseException)
        {
            return ChangeText.Describe(request, address, null); // the object can't be read, or doesn't exist yet
        }
    }

    // The request with the properties and lists as they should be; null if there is nothing to send.
    private static Auth0ApiRequest? With(Auth0ApiRequest request, HttpExchange read, IEnumerable<Auth0ListChange> changes)
    {
        using var json = JsonAnswer.ParseObject(read);
        var body = ListChanges.Apply(json.RootElement.Clone(), request.Body as IDictionary, changes);
        return body.Count == 0 ? null : request with { Body = body };
    }

    // The lists, and the objects that properties lead into.
    private static string[] PartsOf(Auth0ApiRequest request, IEnumerable<Auth0ListChange> changes) =>
        [
            .. (request.Body as IDictionary ?? new Dictionary<string, object?>())
                .Keys.OfType<string>()
                .Where(static name => name.Contains('.', StringComparison.Ordinal))
                .Select(static name => name[..name.LastIndexOf('.')])
                .Concat(changes.Select(static change => change.Property))
                .Distinct(),
        ];

    private Task<HttpExchange> SendAsync<T>(
        Auth0Resource<T> resource,
        HttpMethod method,
        string? id,
        object? body,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class =>
        api.SendAsync(
            new Auth0ApiRequest
            {
                Method = method,
                Path = resource.PathOf(id),
                Body = body,
            },
            activity,
            cancellationToken
        );
}
