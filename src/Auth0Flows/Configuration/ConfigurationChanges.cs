using System.Globalization;
using System.Text.Json;
using Auth0Flows.Api;
using Auth0Flows.Api.Objects;
using Auth0Flows.Configuration.Kinds;
using Auth0Flows.Http;
using Auth0Flows.Sessions;

namespace Auth0Flows.Configuration;

/// <summary>Describes and sends the requests of changes.</summary>
internal sealed class ConfigurationChanges(SessionContext context, ApiCaller api)
{
    private const int MostAttempts = 60;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>Each request, with each field before and after; objects have their names instead of their ids.</summary>
    public string Describe(Auth0ConfigurationChange change)
    {
        var secrets = change.Secrets;
        return secrets.MaskMessage(
            string.Join(
                '\n',
                change.Steps.Select(step =>
                {
                    var request = new Auth0ApiRequest
                    {
                        Method = step.Method,
                        Path = PathOf(step, change.Change.Current?.Id ?? "new", step.InPath?.Name),
                        Body = step.Body is null ? null : Shown(step.Shown ?? step.Body, secrets),
                    };
                    var address = ApiAddress.Of(request, context.Domain, context.ManagementAudience, context.Audience).Uri;
                    return ChangeText.Describe(request, address, step.Before is { } before ? Shown(before, secrets) : null);
                })
            )
        );
    }

    /// <summary>Sends the requests of a change.</summary>
    public async Task ApplyAsync(
        Auth0ConfigurationChange change,
        NameIndex names,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await SendAsync(change, names, activity, cancellationToken).ConfigureAwait(false);
        }
        catch (Auth0Exception failure) when (change.Secrets.Mask(failure) is var masked && masked != failure)
        {
            throw masked;
        }
    }

    private async Task SendAsync(
        Auth0ConfigurationChange change,
        NameIndex names,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        if (change.Failure is { } failure)
        {
            throw failure;
        }

        var id = change.Change.Current?.Id;
        foreach (var step in change.Steps)
        {
            if (step.Awaits is { } awaited)
            {
                await WaitAsync(change, step, id!, awaited, activity, cancellationToken).ConfigureAwait(false);
            }

            var request = new Auth0ApiRequest
            {
                Method = step.Method,
                Path = PathOf(step, id, step.InPath is null ? null : names.IdOf(step.InPath)),
                Body = step.Body is null ? null : JsonTree.Map(step.Body, leaf => Sent(leaf, names)),
                Secrets = change.Secrets.All, // no error repeats them
            };
            var answer = await api.SendAsync(request, activity, cancellationToken).ConfigureAwait(false);
            if (step.IdProperty is { } property)
            {
                using var json = JsonAnswer.ParseObject(answer);
                id = json.RootElement.TryFind(property, out var created) ? created.ReadTextOrRaw() : null;
                names.Add(change.Definition.NamedAs, id ?? change.Change.Name, change.Change.Name);
            }
        }
    }

    private async Task WaitAsync(
        Auth0ConfigurationChange change,
        ChangeStep step,
        string id,
        (string Property, string Value) awaited,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var request = new Auth0ApiRequest { Path = PathOf(step, id, null)[..^"/deploy".Length] };
            using var json = JsonAnswer.ParseObject(await api.SendAsync(request, activity, cancellationToken).ConfigureAwait(false));
            if (!json.RootElement.TryFind(awaited.Property, out var value) || value.ReadTextOrRaw() == awaited.Value)
            {
                return;
            }

            activity?.Report(new Auth0Activity(Auth0ActivityKind.Progress, $"Waiting until {change.Name} is {awaited.Value}."));
            await Task.Delay(_pause, context.TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        throw new Auth0ApiException(
            Auth0ErrorCode.JobTimeout,
            $"{change.Kind} '{change.Name}' was not {awaited.Value} within {(MostAttempts * _pause).TotalSeconds:0} s."
        );
    }

    private object? Sent(object? leaf, NameIndex names) =>
        leaf switch
        {
            NameReference reference => names.IdOf(reference),
            string and ManagementApi.AnyTenant => context.ManagementAudience,
            _ => leaf,
        };

    private static JsonElement Shown(object value, MappingSecrets secrets) =>
        JsonTree.ToElement(secrets.MaskTree(JsonTree.Map(value, static leaf => leaf is Auth0Secret ? "*****" : leaf)));

    private static string PathOf(ChangeStep step, string? id, string? other) =>
        string.Format(
            CultureInfo.InvariantCulture,
            step.Path.Replace("{id}", Uri.EscapeDataString(id ?? ""), StringComparison.Ordinal),
            Uri.EscapeDataString(other ?? "")
        );
}
