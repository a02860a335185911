using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Completes the types of events: <see href="https://auth0.com/docs/api/management/v2/event-streams/post-event-streams"/>.
/// </summary>
internal sealed class EventTypeCompleter : WordCompleter
{
    private static readonly string[] _types =
    [
        "connection.created",
        "connection.deleted",
        "connection.updated",
        "group.created",
        "group.deleted",
        "group.member.added",
        "group.member.deleted",
        "group.role.assigned",
        "group.role.deleted",
        "group.updated",
        "organization.connection.added",
        "organization.connection.removed",
        "organization.connection.updated",
        "organization.created",
        "organization.deleted",
        "organization.group.role.assigned",
        "organization.group.role.deleted",
        "organization.member.added",
        "organization.member.deleted",
        "organization.member.role.assigned",
        "organization.member.role.deleted",
        "organization.updated",
        "user.created",
        "user.deleted",
        "user.updated",
    ];

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) => _types.Select(static type => new Suggestion(type));
}
