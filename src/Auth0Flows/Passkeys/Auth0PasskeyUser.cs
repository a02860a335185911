using System.Collections;

namespace Auth0Flows;

/// <summary>
/// The new user of a registration with a passkey: <c>user_profile</c> of <see
/// href="https://auth0.com/docs/api/authentication/passkey/register"/>. It must have the identifiers that the connection requires; by
/// default, the e-mail address.
/// </summary>
public sealed record Auth0PasskeyUser
{
    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The phone number, in E.164 format, if the connection supports phone numbers.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>The user name, if the connection supports user names.</summary>
    public string? Username { get; init; }

    /// <summary>The full name, which the authenticator shows too; at most 300 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The given name; at most 150 characters.</summary>
    public string? GivenName { get; init; }

    /// <summary>The family name; at most 150 characters.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The nickname; at most 300 characters.</summary>
    public string? Nickname { get; init; }

    /// <summary>The URL of a picture.</summary>
    public string? Picture { get; init; }

    /// <summary>The metadata that the user can change; Auth0 takes 10 texts.</summary>
    public IDictionary? UserMetadata { get; init; }

    /// <summary>The first identifier.</summary>
    public override string ToString() => Email ?? Username ?? PhoneNumber ?? "";
}
