using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A way for a user to authenticate, such as a second factor or a passkey:
/// <see href="https://auth0.com/docs/api/management/v2/users/get-authentication-methods"/>.
/// </summary>
public sealed class Auth0AuthenticationMethod : Auth0Object
{
    /// <summary>Its id.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// Its type: <c>totp</c>, <c>push</c>, <c>phone</c>, <c>email</c>, <c>email-verification</c>, <c>webauthn-roaming</c>,
    /// <c>webauthn-platform</c>, <c>guardian</c>, <c>passkey</c>, <c>password</c>, <c>recovery-code</c>.
    /// </summary>
    public string? Type { get; init; }

    /// <summary>Whether the enrolment is complete.</summary>
    public bool? Confirmed { get; init; }

    /// <summary>Its name, such as the device's.</summary>
    public string? Name { get; init; }

    /// <summary>The methods that belong to it: <c>type</c> and <c>id</c>.</summary>
    public OrderedDictionary[]? AuthenticationMethods { get; init; }

    /// <summary>For a phone, how codes are sent: <c>sms</c> or <c>voice</c>.</summary>
    public string? PreferredAuthenticationMethod { get; init; }

    /// <summary>The id of another method that is deleted together with it.</summary>
    public string? LinkId { get; init; }

    /// <summary>The phone number that codes are sent to.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>The e-mail address that codes are sent to.</summary>
    public string? Email { get; init; }

    /// <summary>The id of a WebAuthn credential.</summary>
    public string? KeyId { get; init; }

    /// <summary>The public key of a WebAuthn credential.</summary>
    public string? PublicKey { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the enrolment was completed.</summary>
    public DateTimeOffset? EnrolledAt { get; init; }

    /// <summary>When it was last used.</summary>
    public DateTimeOffset? LastAuthAt { get; init; }

    /// <summary>Whether a passkey can be on several devices: <c>single_device</c> or <c>multi_device</c>.</summary>
    public string? CredentialDeviceType { get; init; }

    /// <summary>Whether a passkey is backed up.</summary>
    public bool? CredentialBackedUp { get; init; }

    /// <summary>The id of the identity that a passkey belongs to.</summary>
    public string? IdentityUserId { get; init; }

    /// <summary>The browser that created a passkey.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The user's handle in a passkey.</summary>
    public string? UserHandle { get; init; }

    /// <summary>How a passkey is reached: <c>internal</c>, <c>usb</c>, …</summary>
    public string[]? Transports { get; init; }

    /// <summary>The model of a passkey's authenticator.</summary>
    public string? Aaguid { get; init; }

    /// <summary>The domain that a WebAuthn credential is for.</summary>
    public string? RelyingPartyIdentifier { get; init; }

    /// <summary>Its type, and its name, number or address.</summary>
    public override string ToString() => $"{Type} {Name ?? PhoneNumber ?? Email}".TrimEnd();
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The authentication methods of a user: <see href="https://auth0.com/docs/api/management/v2/users/get-authentication-methods"/>.
    /// </summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0AuthenticationMethod> AuthenticationMethodsOf(string userId) =>
        new(
            PathTemplate.Expand("users/{id}/authentication-methods", _ => userId),
            "authenticators",
            Auth0JsonContext.Default.Auth0AuthenticationMethod
        );
}
