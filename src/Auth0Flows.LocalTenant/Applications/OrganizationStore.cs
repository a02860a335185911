using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The organizations (acme, globex, and as many others as the options request) and their members.</summary>
/// <param name="count">The number of organizations at the start.</param>
/// <param name="memberCount">The number of members of each organization at the start.</param>
/// <param name="userCount">The number of users at the start. Organizations take their members from them in turn.</param>
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

    // Contains only organizations whose members were requested; no other can have lost a member.
    private readonly ConcurrentDictionary<string, SeededStore<string>> _members = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Organization, string UserId), string[]> _roles = new();
    private readonly ConcurrentDictionary<string, JsonObject[]> _connections = new(StringComparer.Ordinal);

    public SeededList<JsonResource> Snapshot() => _organizations.Snapshot();

    public JsonResource? FindById(string id) => _organizations.Find(id);

    public JsonResource? FindByName(string name) =>
        _organizations
            .Snapshot()
            .FirstOrDefault(organization => string.Equals(organization.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds an organization. Names are case-insensitive, ids are case-sensitive.</summary>
    public Organization? Find(string idOrName) =>
        (FindById(idOrName) ?? FindByName(idOrName)) is { } found ? new Organization(found.Id, found.Name) : null;

    /// <summary>The organization that a request names; null if it names none.</summary>
    /// <exception cref="OAuthException">There is no organization with this id or name.</exception>
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

    /// <summary>The user ids of the members of an existing organization.</summary>
    public SeededStore<string> MembersOf(string id) => _members.GetOrAdd(id, CreateMembers);

    public bool IsMember(string id, string userId) => MembersOf(id).Find(userId) is not null;

    /// <summary>The organizations of a user.</summary>
    public IReadOnlyList<JsonResource> Of(string userId) =>
        [.. _organizations.Snapshot().Where(organization => IsMember(organization.Id, userId))];

    /// <summary>Removes a deleted user from all organizations.</summary>
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

    /// <summary>Held while an organization's connections are read and changed.</summary>
    public Lock ConnectionsLock { get; } = new();

    /// <summary>The connections enabled for an organization. Default: only the default directory.</summary>
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

    // Each organization starts where the previous one ended; after the last user comes the first one again.
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
