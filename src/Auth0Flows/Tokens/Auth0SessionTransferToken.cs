using Auth0Flows.Basics;

namespace Auth0Flows;

/// <summary>
/// A session transfer token (native to web single sign-on): it signs the user in to a web application, once and within a minute,
/// <see href="https://auth0.com/docs/authenticate/single-sign-on/native-to-web"/>. No session or store keeps it.
/// </summary>
public sealed class Auth0SessionTransferToken
{
    internal Auth0SessionTransferToken(Auth0Secret token, string? subject, DateTimeOffset expiresAt, Uri? uri) =>
        (Token, Subject, ExpiresAt, Uri, SecretUri) = (token, subject, expiresAt, uri, uri is null ? null : Address(uri, token).ToSecret());

    /// <summary>The name of the cookie that carries it, at the tenant's domain: <c>auth0_session_transfer_token</c>.</summary>
    public static string CookieName => "auth0_session_transfer_token";

    /// <summary>The token: the value of the cookie, or of the query parameter <c>session_transfer_token</c> of /authorize.</summary>
    public Auth0Secret Token { get; }

    /// <summary>The user.</summary>
    public string? Subject { get; }

    /// <summary>When it expires, by this machine's clock.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The web application's address, without the token.</summary>
    public Uri? Uri { get; }

    /// <summary>The web application's address with the token. Open it in the user's browser, and don't log it.</summary>
    public Auth0Secret? SecretUri { get; }

    /// <summary>The user and the expiration time; never the token.</summary>
    public override string ToString() => $"session transfer token of {Subject ?? "the user"}, expires {ExpiresAt:u}";

    private static string Address(Uri uri, Auth0Secret token)
    {
        var builder = new UriBuilder(uri);
        var separator = builder.Query.Length > 1 ? builder.Query + "&" : "?";
        builder.Query = $"{separator}session_transfer_token={System.Uri.EscapeDataString(token.Reveal())}";
        return builder.Uri.AbsoluteUri;
    }
}
