using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The token in a request's Authorization header (RFC 6750 §2.1).</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    public static string? Of(ServerRequest request) =>
        request.Header("Authorization") is { } value && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? value[Scheme.Length..].Trim()
            : null;
}
