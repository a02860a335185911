using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A user's session at the tenant, which begins with a login and keeps the user signed in:
/// <see href="https://auth0.com/docs/api/management/v2/sessions/get-session"/>.
/// </summary>
public sealed class Auth0UserSession : Auth0Object
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>The user's id.</summary>
    public string? UserId { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>When the user last proved who they are.</summary>
    public DateTimeOffset? AuthenticatedAt { get; set; }

    /// <summary>When it ends if it isn't used.</summary>
    public DateTimeOffset? IdleExpiresAt { get; set; }

    /// <summary>When it ends in any case.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When it was last used.</summary>
    public DateTimeOffset? LastInteractedAt { get; set; }

    /// <summary>The browser, IP address and network of its first and its last use.</summary>
    public OrderedDictionary? Device { get; set; }

    /// <summary>The applications that used it.</summary>
    public OrderedDictionary[]? Clients { get; set; }

    /// <summary>How the user signed in.</summary>
    public OrderedDictionary? Authentication { get; set; }

    /// <summary>How the browser keeps it.</summary>
    public OrderedDictionary? Cookie { get; set; }

    /// <summary>Metadata that Actions or the API set.</summary>
    public OrderedDictionary? SessionMetadata { get; set; }

    /// <summary>Who acts for the user, if it is someone else.</summary>
    public OrderedDictionary? Actor { get; set; }

    /// <summary>Its id and its user.</summary>
    public override string ToString() => $"{Id} of {UserId}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Sessions of users, by id: <see href="https://auth0.com/docs/api/management/v2/sessions"/>.</summary>
    public static Auth0Resource<Auth0UserSession> UserSessions { get; } =
        new("sessions", "sessions", Auth0JsonContext.Default.Auth0UserSession, Auth0Paging.Checkpoint);

    /// <summary>The sessions of a user: <see href="https://auth0.com/docs/api/management/v2/users/get-sessions-for-user"/>.</summary>
    /// <param name="userId">The user's id.</param>
    public static Auth0Resource<Auth0UserSession> SessionsOf(string userId) =>
        UserSessions.At(PathTemplate.Expand("users/{id}/sessions", _ => userId), Auth0Paging.Checkpoint);
}
