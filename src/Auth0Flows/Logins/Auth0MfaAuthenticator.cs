using System.Text.Json;
using Auth0Flows.Errors;
using Auth0Flows.Logins;

namespace Auth0Flows;

/// <summary>A second factor of a user.</summary>
public sealed class Auth0MfaAuthenticator
{
    private Auth0MfaAuthenticator(string id, Auth0MfaAuthenticatorType type) => (Id, Type) = (id, type);

    /// <summary>Its id: <c>totp|dev_…</c>, <c>sms|dev_…</c>, …</summary>
    public string Id { get; }

    /// <summary>The type of the factor.</summary>
    public Auth0MfaAuthenticatorType Type { get; }

    /// <summary>Distinguishes it from others, as Auth0 shows it: the end of a phone number, a masked e-mail address.</summary>
    public string? Name { get; private init; }

    /// <summary>Whether its enrollment is confirmed.</summary>
    public bool IsActive { get; private init; }

    /// <summary>The login that it can be challenged for, if it was listed for a login.</summary>
    public Auth0MfaChallenge? MfaChallenge { get; private init; }

    /// <summary>The type and the name.</summary>
    public override string ToString() => Name is null ? Type.ToString() : $"{Type} {Name}";

    internal static Auth0MfaAuthenticator Read(JsonElement json, Auth0MfaChallenge? challenge) =>
        new(AuthenticationApi.Text(json, "id") ?? "", TypeOf(json))
        {
            Name = AuthenticationApi.Text(json, "name") is { } name ? ServerText.Clean(name) : null,
            IsActive = json.TryFind("active", out var active) && active.ValueKind == JsonValueKind.True,
            MfaChallenge = challenge,
        };

    /// <summary>From the two fields that specify a type in a response; older responses have <c>oob_channels</c>.</summary>
    internal static Auth0MfaAuthenticatorType TypeOf(JsonElement json)
    {
        var channel =
            AuthenticationApi.Text(json, "oob_channel")
            ?? (
                json.TryFind("oob_channels", out var several)
                && several.ValueKind == JsonValueKind.Array
                && several.GetArrayLength() > 0
                && several[0] is { ValueKind: JsonValueKind.String } first
                    ? first.ReadText()
                    : null
            );
        return (AuthenticationApi.Text(json, "authenticator_type"), channel) switch
        {
            ("otp", _) => Auth0MfaAuthenticatorType.Otp,
            ("recovery-code", _) => Auth0MfaAuthenticatorType.RecoveryCode,
            ("oob", "sms") => Auth0MfaAuthenticatorType.Sms,
            ("oob", "voice") => Auth0MfaAuthenticatorType.Voice,
            ("oob", "email") => Auth0MfaAuthenticatorType.Email,
            ("oob", "auth0") => Auth0MfaAuthenticatorType.Push,
            _ => Auth0MfaAuthenticatorType.Unknown,
        };
    }
}
