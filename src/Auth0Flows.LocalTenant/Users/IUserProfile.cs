using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>What the Management API shows of a user, one that is kept as well as one that is computed.</summary>
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

    /// <summary>Not to be changed.</summary>
    JsonObject? UserMetadata { get; }

    /// <summary>Not to be changed.</summary>
    JsonObject? AppMetadata { get; }
}
