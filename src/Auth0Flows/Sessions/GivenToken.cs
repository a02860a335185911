using Auth0Flows.Errors;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>An access token that was obtained elsewhere: with the dashboard, auth0-cli, or another program.</summary>
internal static class GivenToken
{
    // Tokens of the Management API have its address as their audience.
    private const string ManagementPath = "/api/v2/";

    /// <summary>The tenant, the application and the Management API's audience of a token, for a session with it.</summary>
    /// <param name="token">The token.</param>
    /// <param name="domain">The tenant, if the caller specified it.</param>
    /// <exception cref="Auth0ConfigurationException">It is no JWT, it has expired, or it names no tenant.</exception>
    public static Auth0SessionOptions OptionsOf(Auth0Secret token, Auth0Domain? domain)
    {
        var jwt = Auth0Jwt.Decode(token);
        if (jwt.ExpiresAt is null || jwt.IsExpired)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.TokenExpired,
                jwt.ExpiresAt is null ? "The token doesn't say when it expires." : $"The token expired at {jwt.ExpiresAt:u}."
            );
        }

        if (jwt.Confirmation?.JwkThumbprint is { } thumbprint)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.DPoPKeyMissing,
                $"The token is bound to a key (jkt {ServerText.Clean(thumbprint)}), and only the session that requested it has that key: it can't be used without."
            );
        }

        return new Auth0SessionOptions
        {
            Domain = domain ?? DomainOf(jwt),
            Client = Auth0ClientAuthentication.None(jwt.Claims["azp"] as string ?? jwt.Claims["client_id"] as string ?? "unknown"),
            ManagementAudience = jwt.Audience.FirstOrDefault(static audience =>
                audience.EndsWith(ManagementPath, StringComparison.Ordinal)
            ),
            AccessToken = token,
        };
    }

    /// <summary>The token as a session keeps it.</summary>
    public static Auth0Token Create(Auth0Secret token, Auth0Domain domain, string clientId, TimeProvider timeProvider)
    {
        var text = Auth0Jwt.Bare(token.Reveal());
        var jwt = Auth0Jwt.Decode(text, timeProvider);
        var now = timeProvider.GetUtcNow();
        var expires = jwt.ExpiresAt ?? now;
        var issued = jwt.IssuedAt is { } at && at < expires ? at : now;
        var answer = new TokenAnswer(text, "Bearer", expires - issued, Scope: null, RefreshToken: null, IdToken: null);
        return new Auth0Token(
            answer,
            new TokenAsked(Auth0GrantType.External, Audience: null, Organization: null, ScopeSet.Empty, OtherAudience: null),
            domain,
            clientId,
            timeProvider,
            issuedAt: issued
        );
    }

    private static Auth0Domain DomainOf(Auth0Jwt jwt) =>
        jwt.Issuer is { } issuer && Auth0Domain.TryParse(issuer, out var domain)
            ? domain
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "The token names no tenant as its issuer: specify the domain."
            );
}
