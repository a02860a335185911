using System.Text.Json.Serialization;

namespace Auth0Flows;

/// <summary>
/// The tenant's claims about a user: the standard claims of OpenID Connect Core §5.1 that the token's scopes allow, and any others.
/// </summary>
public sealed class Auth0UserInfo : Auth0Object
{
    /// <summary>The user's id: <c>auth0|…</c>.</summary>
    [JsonPropertyName("sub")]
    public string? Subject { get; init; }

    /// <summary>The full name (scope <c>profile</c>).</summary>
    public string? Name { get; init; }

    /// <summary>The nickname (scope <c>profile</c>).</summary>
    public string? Nickname { get; init; }

    /// <summary>The URL of a picture (scope <c>profile</c>).</summary>
    public string? Picture { get; init; }

    /// <summary>The e-mail address (scope <c>email</c>).</summary>
    public string? Email { get; init; }

    /// <summary>Whether the e-mail address is verified (scope <c>email</c>).</summary>
    public bool? EmailVerified { get; init; }

    /// <summary>The phone number (scope <c>phone</c>).</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Whether the phone number is verified (scope <c>phone</c>).</summary>
    public bool? PhoneNumberVerified { get; init; }

    /// <summary>The name, e-mail address or phone number, and the id.</summary>
    public override string ToString() => $"{Name ?? Email ?? PhoneNumber} ({Subject})";
}
