using System.Globalization;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The connections: two directories, two for passwordless logins, and as many others as the options request.</summary>
internal sealed class ConnectionStore(int count)
{
    private const string Prefix = "con_";

    private static readonly (string Name, string Strategy)[] _first =
    [
        (Connections.Default, "auth0"),
        (Connections.Employees, "auth0"),
        (Connections.Email, "email"),
        (Connections.Sms, "sms"),
    ];

    private static readonly string[] _generated = ["google-oauth2", "samlp", "waad", "oidc"];

    private readonly SeededStore<JsonResource> _connections = new(
        count,
        Compute,
        id => SeededId.NumberOf(Prefix, id),
        connection => connection.Id
    );

    /// <summary>The number of connections that every tenant has.</summary>
    public static int FirstCount => _first.Length;

    public SeededList<JsonResource> Snapshot() => _connections.Snapshot();

    public JsonResource? Find(string id) => _connections.Find(id);

    public JsonResource? FindByName(string name) => _connections.Snapshot().FirstOrDefault(connection => connection.Name == name);

    public JsonResource Add(JsonObject json)
    {
        var id = SeededId.New(Prefix);
        json.Insert(0, "id", id);
        var created = new JsonResource(id, json);
        _connections.Add(created);
        return created;
    }

    public JsonResource? Change(string id, JsonObject changes) => _connections.Replace(id, connection => connection.With(changes));

    public bool Remove(string id) => _connections.Remove(id);

    /// <summary>Whether the connection is a directory of users with passwords.</summary>
    public bool HavePasswords(string name) => FindByName(name)?.Json["strategy"].AsText() == "auth0";

    private static JsonResource Compute(int number)
    {
        var (name, strategy) =
            number < _first.Length
                ? _first[number]
                : (
                    string.Create(CultureInfo.InvariantCulture, $"{_generated[number % _generated.Length]}-{number:00000}"),
                    _generated[number % _generated.Length]
                );
        var id = SeededId.Of(Prefix, number);
        return new JsonResource(
            id,
            new JsonObject
            {
                ["id"] = id,
                ["options"] = OptionsOf(strategy, name),
                ["strategy"] = strategy,
                ["name"] = name,
                ["is_domain_connection"] = false,
                ["enabled_clients"] = new JsonArray(),
                ["realms"] = new JsonArray(name),
            }
        );
    }

    private static JsonObject OptionsOf(string strategy, string name) =>
        strategy switch
        {
            "auth0" => new JsonObject
            {
                ["mfa"] = new JsonObject { ["active"] = true, ["return_enroll_settings"] = true },
                ["passwordPolicy"] = "good",
                ["strategy_version"] = 2,
                ["brute_force_protection"] = true,
            },
            "email" or "sms" => new JsonObject
            {
                ["name"] = name,
                ["brute_force_protection"] = true,
                ["disable_signup"] = false,
                ["totp"] = new JsonObject { ["length"] = 6, ["time_step"] = 180 },
            },
            "google-oauth2" => new JsonObject
            {
                ["email"] = true,
                ["profile"] = true,
                ["scope"] = new JsonArray("email", "profile"),
            },
            _ => new JsonObject { ["domain"] = $"{name}.example.com" },
        };
}
