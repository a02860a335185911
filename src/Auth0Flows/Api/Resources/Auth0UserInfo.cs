using System.Text.Json.Serialization;

namespace Auth0Flows;

/// <summary>
/// The tenant's claims about a user: the standard claims of OpenID Connect Core §5.1 that the token's scopes allow, and any others.
/// </summary>
public sealed class Auth0UserInfo : Auth0Object
{
    /// <summary>The user's id: <c>auth0|…</c>.</summary>
    [JsonPropertyName("sub")]
    public string? Subject { get; set; }

    /// <summary>The full name (scope <c>profile</c>).</summary>
    public string? Name { get; set; }

    /// <summary>The nickname (scope <c>profile</c>).</summary>
    public string? Nickname { get; set; }

    /// <summary>The URL of a picture (scope <c>profile</c>).</summary>
    public string? Picture { get; set; }

    /// <summary>The e-mail address (scope <c>email</c>).</summary>
    public string? Email { get; set; }

    /// <summary>Whether the e-mail address is verified (scope <c>email</c>).</summary>
    public bool? EmailVerified { get; set; }

    /// <summary>The phone number (scope <c>phone</c>).</summary>
    public string? PhoneNumber { get; set; }

    /// <summary>Whether the phone number is verified (scope <c>phone</c>).</summary>
    public bool? PhoneNumberVerified { get; set; }

    /// <summary>The name, e-mail address or phone number, and the id.</summary>
    public override string ToString() => $"{Name ?? Email ?? PhoneNumber} ({Subject})";
}
