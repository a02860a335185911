using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>A session of a user at the tenant, in one browser.</summary>
internal sealed record UserSession(string Id, string UserId, DateTimeOffset CreatedAt)
{
    // Auth0's defaults, as in the tenant's settings.
    private const int LifetimeHours = 168;
    private const int IdleHours = 72;

    public DateTimeOffset LastSeenAt { get; init; } = CreatedAt;

    public string Address { get; init; } = "192.0.2.1";

    public string UserAgent { get; init; } = "Mozilla/5.0";

    public IReadOnlyList<string> ClientIds { get; init; } = [];

    public JsonObject? Metadata { get; init; }

    /// <summary>Whether it has neither expired nor been idle for too long.</summary>
    public bool IsAlive(DateTimeOffset now) => now < CreatedAt.AddHours(LifetimeHours) && now < LastSeenAt.AddHours(IdleHours);

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["user_id"] = UserId,
            ["created_at"] = Timestamp.Of(CreatedAt),
            ["updated_at"] = Timestamp.Of(LastSeenAt),
            ["authenticated_at"] = Timestamp.Of(CreatedAt),
            ["idle_expires_at"] = Timestamp.Of(LastSeenAt.AddHours(IdleHours)),
            ["expires_at"] = Timestamp.Of(CreatedAt.AddHours(LifetimeHours)),
            ["last_interacted_at"] = Timestamp.Of(LastSeenAt),
            ["device"] = new JsonObject
            {
                ["initial_user_agent"] = UserAgent,
                ["initial_ip"] = Address,
                ["last_user_agent"] = UserAgent,
                ["last_ip"] = Address,
            },
            ["clients"] = new JsonArray([.. ClientIds.Select(client => new JsonObject { ["client_id"] = client })]),
            ["authentication"] = new JsonObject
            {
                ["methods"] = new JsonArray(new JsonObject { ["name"] = "pwd", ["timestamp"] = Timestamp.Of(CreatedAt) }),
            },
            ["cookie"] = new JsonObject { ["mode"] = "persistent" },
        };
        if (Metadata is not null)
        {
            json["session_metadata"] = Metadata.DeepClone();
        }

        return json;
    }
}
