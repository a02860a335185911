using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The organizations: acme, globex, and as many more as were asked for; and who belongs to them.</summary>
/// <param name="count">How many there are from the start.</param>
/// <param name="memberCount">How many members each of them has from the start.</param>
/// <param name="userCount">How many users there are from the start, whose members they are in turn.</param>
internal sealed class OrganizationStore(int count, int memberCount, int userCount)
{
    private const string Prefix = "org_";

    private static readonly (string Name, string DisplayName)[] _first = [("acme", "Acme Corp."), ("globex", "Globex Corporation")];

    private readonly SeededStore<JsonResource> _organizations = new(
        count,
        Compute,
        id => SeededId.NumberOf(Prefix, id),
        organization => organization.Id
    );

    // Of those alone that somebody has asked for: from the rest nobody has taken a member, either.
    private readonly ConcurrentDictionary<string, SeededStore<string>> _members = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Organization, string UserId), string[]> _roles = new();
    private readonly ConcurrentDictionary<string, JsonObject[]> _connections = new(StringComparer.Ordinal);

    public SeededList<JsonResource> Snapshot() => _organizations.Snapshot();

    public JsonResource? FindById(string id) => _organizations.Find(id);

    public JsonResource? FindByName(string name) =>
        _organizations
            .Snapshot()
            .FirstOrDefault(organization => string.Equals(organization.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Letters in names may be of either case; ids are taken as they are.</summary>
    public Organization? Find(string idOrName) =>
        (FindById(idOrName) ?? FindByName(idOrName)) is { } found ? new Organization(found.Id, found.Name) : null;

    /// <summary>The organization that a request names; null if it names none.</summary>
    /// <exception cref="OAuthException">There is none of this id or name.</exception>
    public Organization? Require(string? idOrName) =>
        idOrName is null ? null : Find(idOrName) ?? throw OAuthException.InvalidRequest("parameter organization is invalid");

    public JsonResource Add(JsonObject json)
    {
        var id = SeededId.New(Prefix);
        json.Insert(0, "id", id);
        var created = new JsonResource(id, json);
        _organizations.Add(created);
        return created;
    }

    public JsonResource? Change(string id, JsonObject changes) => _organizations.Replace(id, organization => organization.With(changes));

    public void Remove(string id)
    {
        _organizations.Remove(id);
        _members.TryRemove(id, out _);
        _connections.TryRemove(id, out _);
    }

    /// <summary>The user ids of the members of an organization that there is.</summary>
    public SeededStore<string> MembersOf(string id) => _members.GetOrAdd(id, CreateMembers);

    public bool IsMember(string id, string userId) => MembersOf(id).Find(userId) is not null;

    /// <summary>The organizations of a user.</summary>
    public IReadOnlyList<JsonResource> Of(string userId) =>
        [.. _organizations.Snapshot().Where(organization => IsMember(organization.Id, userId))];

    /// <summary>Takes a user that is gone out of all of them.</summary>
    public void Forget(string userId)
    {
        foreach (var organization in _organizations.Snapshot())
        {
            if (IsMember(organization.Id, userId))
            {
                MembersOf(organization.Id).Remove(userId);
            }
        }
    }

    /// <summary>The ids of the roles that a member has in an organization.</summary>
    public IReadOnlyList<string> RolesOf(string id, string userId) => _roles.GetValueOrDefault((id, userId), []);

    public void SetRoles(string id, string userId, IEnumerable<string> roles) =>
        _roles[(id, userId)] = [.. roles.Distinct(StringComparer.Ordinal)];

    /// <summary>The connections that are enabled for an organization: the default directory, as long as nothing else was said.</summary>
    public IReadOnlyList<JsonObject> ConnectionsOf(string id, ConnectionStore connections) =>
        _connections.GetOrAdd(
            id,
            _ =>
                connections.FindByName(Connections.Default) is { } directory
                    ?
                    [
                        new JsonObject
                        {
                            ["connection_id"] = directory.Id,
                            ["assign_membership_on_login"] = false,
                            ["show_as_button"] = true,
                            ["is_signup_enabled"] = false,
                        },
                    ]
                    : []
        );

    public void SetConnections(string id, IEnumerable<JsonObject> connections) => _connections[id] = [.. connections];

    private static JsonResource Compute(int number)
    {
        var (name, displayName) =
            number < _first.Length
                ? _first[number]
                : (
                    string.Create(CultureInfo.InvariantCulture, $"org-{number:00000}"),
                    string.Create(CultureInfo.InvariantCulture, $"Organization {number}")
                );
        var id = SeededId.Of(Prefix, number);
        return new JsonResource(
            id,
            new JsonObject
            {
                ["id"] = id,
                ["name"] = name,
                ["display_name"] = displayName,
                ["metadata"] = new JsonObject { ["tier"] = number % 3 == 0 ? "gold" : "silver" },
            }
        );
    }

    // Each organization begins where the one before has ended, and with the first user again after the last.
    private SeededStore<string> CreateMembers(string id)
    {
        var number = SeededId.NumberOf(Prefix, id);
        var size = number is null ? 0 : Math.Min(memberCount, userCount);
        var first = (int)((long)(number ?? 0) * memberCount % Math.Max(userCount, 1));
        return new SeededStore<string>(
            size,
            place => SeededUser.IdOf((first + place) % userCount),
            userId => SeededUser.NumberOfId(userId) is { } user && user < userCount ? (user - first + userCount) % userCount : null,
            userId => userId
        );
    }
}
