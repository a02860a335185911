using System.Net;
using System.Text.Json;
using Auth0Flows.Api.Catalogue;
using Auth0Flows.Errors;
using Auth0Flows.Http;

namespace Auth0Flows.Api.Objects;

/// <summary>
/// Reads an object, parts of which are sent back: a gateway's answer, or another object, would replace what it has.
/// </summary>
internal sealed class ObjectToChange(ApiCaller api)
{
    // Names in a path that say where a text belongs: the text doesn't repeat them.
    private static readonly string[] _places = ["{language}", "{prompt}", "{screen}", "{page}"];

    /// <param name="request">The change, or a request for the object.</param>
    /// <param name="parts">The properties that are sent back. Where the answer lacks one, the object is read once more.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0ResponseException">The answer isn't that object.</exception>
    public async Task<HttpExchange> ReadAsync(
        Auth0ApiRequest request,
        IReadOnlyCollection<string> parts,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var reading = request with { Method = HttpMethod.Get, Body = null };
        var read = await api.SendAsync(reading, activity, cancellationToken).ConfigureAwait(false);
        ThrowIfOther(reading, read);
        if (parts.Except(PartsIn(read, parts)).Any())
        {
            // A gateway's or a cache's answer, even with the id, comes once, between the tenant's. An unset property costs a request.
            read = await api.SendAsync(reading, activity, cancellationToken).ConfigureAwait(false);
            ThrowIfOther(reading, read);
        }

        return read;
    }

    /// <summary>The same of an object that is known to have the parts.</summary>
    public async Task<HttpExchange> ReadAgainAsync(
        Auth0ApiRequest request,
        IReadOnlyCollection<string> parts,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var read = await ReadAsync(request, parts, activity, cancellationToken).ConfigureAwait(false);
        return parts.Except(PartsIn(read, parts)).FirstOrDefault() is { } missing
            ? throw JsonAnswer.Invalid(read, $"the object without {missing}, which it has", null, Auth0ErrorCode.InvalidResponse)
            : read;
    }

    /// <summary>Those of the parts that the object has; a dot leads into an object.</summary>
    public static string[] PartsIn(HttpExchange read, IEnumerable<string> parts)
    {
        using var json = JsonAnswer.ParseObject(read);
        return [.. parts.Where(part => Has(json.RootElement, part.Split('.')))];
    }

    private static bool Has(JsonElement json, string[] names) =>
        names is not [var name, .. var rest]
            ? json.ValueKind != JsonValueKind.Null
            : json.ValueKind == JsonValueKind.Object && json.TryFind(name, out var value) && Has(value, rest);

    private static void ThrowIfOther(Auth0ApiRequest request, HttpExchange read)
    {
        using var document = JsonAnswer.ParseObject(read);
        var json = document.RootElement;
        var found =
            read.StatusCode != HttpStatusCode.OK ? $"the status {(int)read.StatusCode} instead of 200"
            : IdOf(request.Path) is { } id && !HasId(json, id) ? $"something else than the object {id}"
            : GatewayAnswer.IsOne(json) ? "an error with the status 200"
            : json.EnumerateObject().GroupBy(static member => member.ReadName()).FirstOrDefault(static group => group.Count() > 1)
                is { } twice
                ? $"the property {twice.Key} more than once"
            : null;
        if (found is not null)
        {
            throw Other(read, found);
        }
    }

    private static Auth0ResponseException Other(HttpExchange read, string found) =>
        JsonAnswer.Invalid(
            read,
            $"{ServerText.Clean(found)}: nothing was changed, because what it has could be lost",
            null,
            Auth0ErrorCode.InvalidResponse
        );

    // The last id in a path, which the object has; null if the path has none, or is unknown.
    private static string? IdOf(string? path)
    {
        var template = path is null ? null : Auth0Endpoints.Find("GET", path)?.Path.Split('/');
        var place = template is null ? -1 : Array.FindLastIndex(template, EndpointTree.IsName);
        return place < 0 || _places.Contains(template![place], StringComparer.Ordinal)
            ? null
            : Uri.UnescapeDataString(EndpointTree.SegmentsOf(path!)[place]);
    }

    private static bool HasId(JsonElement json, string id) =>
        json.EnumerateObject().Any(member => member.Value.ValueKind == JsonValueKind.String && member.Value.ReadTextOrRaw() == id);
}
