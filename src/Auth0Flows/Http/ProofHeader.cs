namespace Auth0Flows.Http;

/// <summary>
/// The header <c>DPoP</c> of a request, which is created once more for each address that the request goes to: a proof names the address,
/// and no server takes the same proof twice (RFC 9449 §4.2).
/// </summary>
internal static class ProofHeader
{
    private const string Name = "DPoP";

    private static readonly HttpRequestOptionsKey<Func<HttpMethod, Uri, string>> _create = new("Auth0Flows.Proof");

    /// <summary>Sets the header.</summary>
    /// <param name="request">The request.</param>
    /// <param name="create">Creates the proof for a method and an address.</param>
    public static void Set(HttpRequestMessage request, Func<HttpMethod, Uri, string> create)
    {
        request.Options.Set(_create, create);
        Renew(request);
    }

    /// <summary>Replaces the proof after the address has changed, if the request has one.</summary>
    public static void Renew(HttpRequestMessage request)
    {
        if (request.Options.TryGetValue(_create, out var create))
        {
            request.Headers.Remove(Name);
            request.Headers.TryAddWithoutValidation(Name, create(request.Method, request.RequestUri!));
        }
    }

    /// <summary>The proof of a request; null if it has none.</summary>
    public static string? Of(HttpRequestMessage request) =>
        request.Headers.TryGetValues(Name, out var values) ? values.FirstOrDefault() : null;
}
