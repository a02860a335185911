using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The roles, their users and their permissions; and the permissions that users have directly.</summary>
/// <param name="count">The number of roles at the start. Each user has one of them, in turn.</param>
/// <param name="userCount">The number of users at the start.</param>
internal sealed class RoleStore(int count, int userCount)
{
    private const string Prefix = "rol_";

    private static readonly (string Name, string Description)[] _first =
    [
        ("admin", "May do everything"),
        ("editor", "Changes content"),
        ("viewer", "Reads content"),
    ];

    private readonly SeededStore<JsonResource> _roles = new(count, Compute, id => SeededId.NumberOf(Prefix, id), role => role.Id);
    private readonly ConcurrentDictionary<string, SeededStore<string>> _users = new(StringComparer.Ordinal);

    // By role id or user id.
    private readonly ConcurrentDictionary<string, Permission[]> _permissions = new(StringComparer.Ordinal);

    public SeededList<JsonResource> Snapshot() => _roles.Snapshot();

    public JsonResource? Find(string id) => _roles.Find(id);

    public JsonResource? FindByName(string name) => _roles.Snapshot().FirstOrDefault(role => role.Name == name);

    public JsonResource Add(JsonObject json)
    {
        var id = SeededId.New(Prefix);
        json.Insert(0, "id", id);
        var created = new JsonResource(id, json);
        _roles.Add(created);
        return created;
    }

    public JsonResource? Change(string id, JsonObject changes) => _roles.Replace(id, role => role.With(changes));

    public bool Remove(string id)
    {
        _users.TryRemove(id, out _);
        return _roles.Remove(id);
    }

    /// <summary>The ids of the users who have an existing role.</summary>
    public SeededStore<string> UsersOf(string id) => _users.GetOrAdd(id, CreateUsers);

    /// <summary>The roles of a user.</summary>
    public IReadOnlyList<JsonResource> Of(string userId) => [.. _roles.Snapshot().Where(role => UsersOf(role.Id).Find(userId) is not null)];

    /// <summary>Removes all roles and permissions of a deleted user.</summary>
    public void Forget(string userId)
    {
        foreach (var role in Of(userId))
        {
            UsersOf(role.Id).Remove(userId);
        }

        _permissions.TryRemove(userId, out _);
    }

    /// <summary>The permissions of a role, or those that a user has directly.</summary>
    public IReadOnlyList<Permission> PermissionsOf(string id) =>
        _permissions.TryGetValue(id, out var permissions) ? permissions
        : SeededId.NumberOf(Prefix, id) is { } number ? SeededPermissions(number)
        : [];

    public void SetPermissions(string id, IEnumerable<Permission> permissions) => _permissions[id] = [.. permissions.Distinct()];

    private static JsonResource Compute(int number)
    {
        var (name, description) =
            number < _first.Length
                ? _first[number]
                : (
                    string.Create(CultureInfo.InvariantCulture, $"role-{number:00000}"),
                    string.Create(CultureInfo.InvariantCulture, $"Role {number}")
                );
        var id = SeededId.Of(Prefix, number);
        return new JsonResource(
            id,
            new JsonObject
            {
                ["id"] = id,
                ["name"] = name,
                ["description"] = description,
            }
        );
    }

    private static Permission[] SeededPermissions(int number)
    {
        const string Orders = "https://orders.example.com/";
        return number switch
        {
            0 => [new(Orders, "read:orders"), new(Orders, "create:orders"), new(Orders, "update:orders"), new(Orders, "delete:orders")],
            1 => [new(Orders, "read:orders"), new(Orders, "update:orders")],
            _ => [new(Orders, "read:orders")],
        };
    }

    private SeededStore<string> CreateUsers(string id)
    {
        var number = SeededId.NumberOf(Prefix, id);
        var size = number is { } first && first < userCount ? ((userCount - 1 - first) / count) + 1 : 0;
        return new SeededStore<string>(
            size,
            place => SeededUser.IdOf((place * count) + number!.Value),
            userId => SeededUser.NumberOfId(userId) is { } user && number is not null && user % count == number ? user / count : null,
            userId => userId
        );
    }
}
