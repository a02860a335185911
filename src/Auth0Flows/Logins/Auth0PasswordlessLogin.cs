using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>
/// A passwordless login that has been started: a code was sent. Complete it with <c>Get-Auth0Token -GrantType PasswordlessOtp -Otp</c>.
/// </summary>
public sealed class Auth0PasswordlessLogin
{
    internal Auth0PasswordlessLogin(string username, string realm, string? audience, ScopeSet scope) =>
        (Username, Realm, Audience, Scope) = (username, realm, audience, scope.ToArray());

    /// <summary>The e-mail address or the phone number that receives the code.</summary>
    public string Username { get; }

    /// <summary>How the code is sent: <c>email</c> or <c>sms</c>.</summary>
    public string Realm { get; }

    /// <summary>The API that the login is for.</summary>
    public string? Audience { get; }

    /// <summary>The requested scopes.</summary>
    public string[] Scope { get; }

    /// <summary>The recipient of the code.</summary>
    public override string ToString() => $"code by {Realm} to {Username}";
}
