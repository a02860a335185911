using System.Globalization;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Logs;

/// <summary>The entries that exist from the start, computed from their number: one second apart, ending when the tenant started.</summary>
internal sealed class SeededLog(int count, int userCount, DateTimeOffset start)
{
    private static readonly (string Type, string? Description, bool IsOfUser)[] _kinds =
    [
        ("s", "Successful login", true),
        ("seccft", "Client Credentials for Access Token", false),
        ("sertft", "Refresh Token for Access Token", true),
        ("fp", "Wrong email or password.", true),
        ("ssa", null, true),
        ("sapi", "Update a user", false),
        ("sepft", "Password for Access Token", true),
        ("feccft", "Unauthorized", false),
        ("sede", "Device Code for Access Token", true),
        ("fu", "Wrong email or password.", false),
    ];

    private readonly string _clientId = Identifiers.Seeded("client 0", 32);

    public int Count => count;

    public LogEntry Compute(int number)
    {
        var (type, description, isOfUser) = _kinds[number % _kinds.Length];
        var user = isOfUser ? new SeededUser(number % userCount, start) : null;
        return new LogEntry
        {
            Number = number,
            Date = start.AddSeconds(number - count),
            Type = type,
            Description = description,
            ClientId = _clientId,
            ClientName = "Automation",
            UserId = user?.UserId,
            UserName = user is null || number % userCount < SeededUsers.Count ? null : user.Email,
            Connection = user?.Connection,
            Address = string.Create(CultureInfo.InvariantCulture, $"192.0.2.{(number % 254) + 1}"),
            UserAgent = "Other 0.0.0 / Other 0.0.0",
        };
    }
}
