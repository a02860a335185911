using System.Globalization;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/stats: numbers that follow from the users: who was active, and the logins and signups of each day.</summary>
internal sealed class StatisticEndpoints(UserStore users, TenantClock clock)
{
    private const int DefaultDays = 30;

    public void MapTo(EndpointTable table)
    {
        table.Map("GET stats/active-users", "read:stats", _ => ServerResponse.Json(200, JsonValue.Create(CountActive())));
        table.Map("GET stats/daily", "read:stats", ListDays);
    }

    // Auth0: active users logged in during the last 30 days.
    private int CountActive() => users.Profiles.Count(user => user.LastLogin > clock.UtcNow.AddDays(-DefaultDays));

    private ServerResponse ListDays(EndpointRequest request)
    {
        var to = ReadDay(request, "to") ?? clock.UtcNow.UtcDateTime.Date;
        var from = ReadDay(request, "from") ?? to.AddDays(-DefaultDays);
        var logins = users
            .Profiles.Where(user => user.LastLogin is not null)
            .CountBy(user => user.LastLogin!.Value.UtcDateTime.Date)
            .ToDictionary();
        var signups = users.Profiles.CountBy(user => user.CreatedAt.UtcDateTime.Date).ToDictionary();
        var days = new JsonArray();
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            days.Add(
                new JsonObject
                {
                    ["date"] = Timestamp.Of(day),
                    ["logins"] = logins.GetValueOrDefault(day),
                    ["signups"] = signups.GetValueOrDefault(day),
                    ["leaked_passwords"] = 0,
                    ["created_at"] = Timestamp.Of(day),
                    ["updated_at"] = Timestamp.Of(day),
                }
            );
        }

        return ServerResponse.Json(200, days);
    }

    private static DateTime? ReadDay(EndpointRequest request, string name)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return request.Query.Text(name) is not { } text ? null
            : DateTime.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, Utc, out var day) ? day
            : throw ApiException.InvalidQuery($"String does not match pattern ^[0-9]{{8}}$: {text}", name);
    }
}
