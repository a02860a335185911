using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>
/// A login without a password that was begun: a code is on its way. It goes on to <c>Get-Auth0Token -GrantType PasswordlessOtp -Otp</c>.
/// </summary>
public sealed class Auth0PasswordlessLogin
{
    internal Auth0PasswordlessLogin(string username, string realm, string? audience, ScopeSet scope) =>
        (Username, Realm, Audience, Scope) = (username, realm, audience, scope.ToArray());

    /// <summary>The e-mail address or the telephone number that the code goes to.</summary>
    public string Username { get; }

    /// <summary>By which way it goes: <c>email</c> or <c>sms</c>.</summary>
    public string Realm { get; }

    /// <summary>The API that the login is for.</summary>
    public string? Audience { get; }

    /// <summary>The scopes that the login asks for.</summary>
    public string[] Scope { get; }

    /// <summary>To whom the code goes.</summary>
    public override string ToString() => $"code by {Realm} to {Username}";
}
