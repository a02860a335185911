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
    public string? Id { get; set; }

    /// <summary>
    /// Its type: <c>totp</c>, <c>push</c>, <c>phone</c>, <c>email</c>, <c>email-verification</c>, <c>webauthn-roaming</c>,
    /// <c>webauthn-platform</c>, <c>guardian</c>, <c>passkey</c>, <c>password</c>, <c>recovery-code</c>.
    /// </summary>
    public string? Type { get; set; }

    /// <summary>Whether the enrolment is complete.</summary>
    public bool? Confirmed { get; set; }

    /// <summary>Its name, such as the device's.</summary>
    public string? Name { get; set; }

    /// <summary>The methods that belong to it: <c>type</c> and <c>id</c>.</summary>
    public OrderedDictionary[]? AuthenticationMethods { get; set; }

    /// <summary>For a phone, how codes are sent: <c>sms</c> or <c>voice</c>.</summary>
    public string? PreferredAuthenticationMethod { get; set; }

    /// <summary>The id of another method that is deleted together with it.</summary>
    public string? LinkId { get; set; }

    /// <summary>The phone number that codes are sent to.</summary>
    public string? PhoneNumber { get; set; }

    /// <summary>The e-mail address that codes are sent to.</summary>
    public string? Email { get; set; }

    /// <summary>The id of a WebAuthn credential.</summary>
    public string? KeyId { get; set; }

    /// <summary>The public key of a WebAuthn credential.</summary>
    public string? PublicKey { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When the enrolment was completed.</summary>
    public DateTimeOffset? EnrolledAt { get; set; }

    /// <summary>When it was last used.</summary>
    public DateTimeOffset? LastAuthAt { get; set; }

    /// <summary>Whether a passkey can be on several devices: <c>single_device</c> or <c>multi_device</c>.</summary>
    public string? CredentialDeviceType { get; set; }

    /// <summary>Whether a passkey is backed up.</summary>
    public bool? CredentialBackedUp { get; set; }

    /// <summary>The id of the identity that a passkey belongs to.</summary>
    public string? IdentityUserId { get; set; }

    /// <summary>The browser that created a passkey.</summary>
    public string? UserAgent { get; set; }

    /// <summary>The user's handle in a passkey.</summary>
    public string? UserHandle { get; set; }

    /// <summary>How a passkey is reached: <c>internal</c>, <c>usb</c>, …</summary>
    public string[]? Transports { get; set; }

    /// <summary>The model of a passkey's authenticator.</summary>
    public string? Aaguid { get; set; }

    /// <summary>The domain that a WebAuthn credential is for.</summary>
    public string? RelyingPartyIdentifier { get; set; }

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
