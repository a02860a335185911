using System.Collections;

namespace Auth0Flows;

/// <summary>
/// A user who signs up in a database connection: <see href="https://auth0.com/docs/api/authentication/signup/create-a-new-user"/>.
/// </summary>
public sealed record Auth0SignupOptions
{
    /// <summary>The name of the database connection.</summary>
    public required string Connection { get; init; }

    /// <summary>The password.</summary>
    public required Auth0Secret Password { get; init; }

    /// <summary>The e-mail address; required unless the connection has other identifiers.</summary>
    public string? Email { get; init; }

    /// <summary>The user name, if the connection supports user names.</summary>
    public string? Username { get; init; }

    /// <summary>The phone number, in E.164 format, if the connection supports phone numbers.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>The full name.</summary>
    public string? Name { get; init; }

    /// <summary>The given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>The family name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The nickname.</summary>
    public string? Nickname { get; init; }

    /// <summary>The URL of a picture.</summary>
    public string? Picture { get; init; }

    /// <summary>The metadata that the user can change; Auth0 takes 10 texts of 500 characters.</summary>
    public IDictionary? UserMetadata { get; init; }

    /// <summary>The address; never the password.</summary>
    public override string ToString() => Email ?? Username ?? PhoneNumber ?? "";
}
