using System.Net;
using System.Net.Http.Headers;
using System.Security;
using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>
/// A user's name and password: RFC 6749 §4.3,
/// <see href="https://auth0.com/docs/get-started/authentication-and-authorization-flow/resource-owner-password-flow"/>.
/// </summary>
/// <param name="username">The user's name, e-mail address or phone number.</param>
/// <param name="password">The password; copied, and decrypted only while the form is written.</param>
/// <param name="audience">The API.</param>
/// <param name="scope">The scopes. Without any of the API's scopes, Auth0 grants all of them.</param>
public sealed class PasswordGrant(string username, SecureString password, string? audience = null, IEnumerable<string>? scope = null)
    : Auth0Grant(audience, null, scope)
{
    private readonly Auth0Secret? _password = password;

    /// <inheritdoc/>
    public override Auth0GrantType GrantType => Auth0GrantType.Password;

    /// <summary>The user's name.</summary>
    public string Username { get; } = NotEmpty(username);

    /// <summary>The user's connection. Default: the tenant's default directory.</summary>
    public string? Realm { get; init; }

    /// <summary>
    /// The user's IP address, so that brute-force protection counts the user and not this machine (header <c>auth0-forwarded-for</c>). Only
    /// used for applications with a secret and "Trust Token Endpoint IP Header" turned on.
    /// </summary>
    public IPAddress? ForwardedFor { get; init; }

    internal override string WireName => Realm is null ? "password" : "http://auth0.com/oauth/grant-type/password-realm";

    internal override bool NeedsConfidentialClient => ForwardedFor is not null;

    internal override void Write(FieldContent body) =>
        body.Add("username", Username)
            .Add("password", _password)
            .Add("realm", Realm)
            .Add("audience", Audience)
            .Add("scope", Scope.ToString());

    internal override void WriteHeaders(HttpRequestHeaders headers)
    {
        if (ForwardedFor is not null)
        {
            headers.TryAddWithoutValidation("auth0-forwarded-for", ForwardedFor.ToString());
        }
    }

    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "invalid_grant" or "invalid_user_password" => Auth0ErrorCode.InvalidUserPassword,

            // If a connection doesn't support passwords: "specified strategy does not support requested operation".
            "invalid_request" when Realm is not null && (Mentions(description, "connection") || Mentions(description, "strategy")) =>
                Auth0ErrorCode.UnknownRealm,
            _ => null,
        };

    private static string NotEmpty(string username)
    {
        ArgumentException.ThrowIfNullOrEmpty(username);
        return username;
    }
}
