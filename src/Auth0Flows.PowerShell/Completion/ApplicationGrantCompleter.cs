using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the grant types of an application, as Auth0 spells them ("Application Grant Types").</summary>
internal sealed class ApplicationGrantCompleter : WordCompleter
{
    private const string Mfa = "http://auth0.com/oauth/grant-type/mfa-";

    private static readonly Suggestion[] _grants =
    [
        new("authorization_code", "A login in a browser, with a code"),
        new("client_credentials", "The application itself: machine to machine"),
        new("implicit", "Tokens directly from /authorize, including the hybrid flow"),
        new("password", "A user's name and password"),
        new("refresh_token", "New tokens without a new login"),
        new("urn:ietf:params:oauth:grant-type:device_code", "A login on another device"),
        new("urn:ietf:params:oauth:grant-type:token-exchange", "An external token, exchanged for one of this tenant"),
        new("urn:openid:params:grant-type:ciba", "A login that the user approves on a phone (CIBA)"),
        new("http://auth0.com/oauth/grant-type/password-realm", "A user's name and password, with the connection named"),
        new("http://auth0.com/oauth/grant-type/passwordless/otp", "A code by e-mail or text message"),
        new(Mfa + "oob", "A second factor: a text message, call, e-mail or push notification"),
        new(Mfa + "otp", "A second factor: a one-time password"),
        new(Mfa + "recovery-code", "A second factor: the recovery code"),
    ];

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) => _grants;
}
