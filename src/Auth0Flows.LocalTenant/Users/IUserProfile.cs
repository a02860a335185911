using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>The properties of a user in the Management API, for stored and computed users.</summary>
internal interface IUserProfile
{
    string UserId { get; }

    string Connection { get; }

    string? Email { get; }

    bool EmailVerified { get; }

    string? Username { get; }

    string? PhoneNumber { get; }

    bool? PhoneVerified { get; }

    string? Name { get; }

    string? Nickname { get; }

    string? GivenName { get; }

    string? FamilyName { get; }

    string? Picture { get; }

    bool IsBlocked { get; }

    DateTimeOffset CreatedAt { get; }

    DateTimeOffset UpdatedAt { get; }

    DateTimeOffset? LastLogin { get; }

    string? LastAddress { get; }

    int LoginCount { get; }

    /// <summary>The users whose identities are linked to this one.</summary>
    IReadOnlyList<IUserProfile> Linked { get; }

    /// <summary>Must not be changed.</summary>
    JsonObject? UserMetadata { get; }

    /// <summary>Must not be changed.</summary>
    JsonObject? AppMetadata { get; }
}
