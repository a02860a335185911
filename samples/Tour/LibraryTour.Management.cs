using System.Globalization;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tour;

// The steps that use the Management API.
internal sealed partial class LibraryTour
{
    private Auth0LocalTenant _large = null!;
    private Auth0Session _many = null!;

    private async Task<(string, bool)> ListWholeAsync()
    {
        _large = Auth0LocalTenant.Start(
            new Auth0LocalTenantOptions
            {
                ClientCount = 250,
                RateLimit = 10,
                RateLimitPerSecond = 10,
            }
        );
        _many = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(_large.Domain),
                Client = Auth0ClientAuthentication.SecretPost(_large.ClientId, _large.ClientSecret),
            }
        );
        _sessions.Add(_many);
        var clients = await ReadAsync(_many.ListAsync(Auth0Resources.Clients));
        var requests = _large.CountRequests("GET", "/api/v2/clients");
        return ($"{clients.Count} applications in {requests} requests", clients.Count == 250 && requests == 3);
    }

    private async Task<(string, bool)> FollowMembersAsync()
    {
        var acme = (await ReadAsync(_session.ListAsync(Auth0Resources.Organizations))).Single(organization => organization.Name == "acme");
        var users = new List<Auth0User>();
        await foreach (var member in _session.ListAsync(Auth0Resources.OrganizationMembers(acme.Id!)))
        {
            users.Add(await _session.GetAsync(Auth0Resources.Users, member.UserId!));
        }

        return (
            TextTable.Of(users.Select(user => new[] { user.Email, user.UserId })),
            users.Count == 3 && users[0].Email == "alice@example.com"
        );
    }

    private async Task<(string, bool)> ChangeAsync()
    {
        var bob = _tenant.GetUser("bob").UserId;
        var before = await _session.GetAsync(Auth0Resources.Users, bob);
        var after = await _session.UpdateAsync(Auth0Resources.Users, bob, new Dictionary<string, object?> { ["nickname"] = "bobby" });
        return ($"nickname: {before.Nickname} → {after.Nickname}", before.Nickname == "bob" && after.Nickname == "bobby");
    }

    private async Task<(string, bool)> GrantAsync()
    {
        var worker = _tenant.GetApplication("nightly-export");
        var grant = await _session.CreateAsync(
            Auth0Resources.ClientGrants,
            new Dictionary<string, object?>
            {
                ["client_id"] = worker.ClientId,
                ["audience"] = _tenant.ManagementAudience,
                ["scope"] = (List<string>)["read:clients"],
            }
        );
        var limited = Connect(Auth0ClientAuthentication.SecretPost(worker.ClientId, worker.ClientSecret!));
        try
        {
            await ReadAsync(limited.ListAsync(Auth0Resources.Roles));
            return ("nothing was refused", false);
        }
        catch (Auth0ApiException refusal) when (refusal.Code == Auth0ErrorCode.InsufficientScope)
        {
            await _session.UpdateAsync(
                Auth0Resources.ClientGrants,
                grant.Id!,
                new Dictionary<string, object?> { ["scope"] = (List<string>)["read:clients", .. refusal.RequiredScopes] }
            );
            await limited.GetTokenAsync(new ClientCredentialsGrant(_tenant.ManagementAudience), force: true);
            var roles = await ReadAsync(limited.ListAsync(Auth0Resources.Roles));
            return (
                $"{refusal.Message}\nGranted: {string.Join(", ", refusal.RequiredScopes)}; roles: {string.Join(", ", roles)}",
                roles.Count == 3
            );
        }
    }

    private async Task<(string, bool)> ExportAndImportAsync()
    {
        var connection = (await ReadAsync(_session.ListAsync(Auth0Resources.Connections)))
            .Single(connection => connection.Name == "Username-Password-Authentication")
            .Id!;
        var users = new Auth0UserImportFile();
        users.TryAdd(new Dictionary<string, object?> { ["email"] = "zoe@example.com" });
        var import = await _session.StartUserImportAsync(
            new Auth0UserImportOptions { ConnectionId = connection },
            users.Take(),
            TimeSpan.FromMinutes(1)
        );
        import = await _session.WaitJobAsync(import.Id!, TimeSpan.FromMinutes(1));

        var export = await _session.StartUserExportAsync(new Auth0UserExportOptions { ConnectionId = connection });
        await _session.WaitJobAsync(export.Id!, TimeSpan.FromMinutes(1));
        var lines = await ReadAsync(_session.ReadUserExportAsync(export.Id!));
        return (
            $"{import.Summary}; {lines.Count} users are in the export",
            import.Status == "completed" && lines.Any(line => line.Contains("zoe@example.com", StringComparison.Ordinal))
        );
    }

    private async Task<(string, bool)> ReadLogAsync()
    {
        var last = (
            await ReadAsync(_session.ListAsync(Auth0Resources.Logs, new Auth0ListOptions { First = 1, Query = [new("sort", "date:-1")] }))
        )[0];
        _tenant.AddLog("fdecc");
        _tenant.AddLog("sede");
        var behind = await ReadAsync(_session.ReadLogAsync(last.LogId));
        await foreach (var entry in _session.FollowLogAsync(behind[0].LogId, TimeSpan.FromSeconds(1)))
        {
            return (
                $"{string.Join(", ", behind.Select(found => found.Type))}; then {entry.Type}",
                behind.Count == 2 && entry.Type == "sede"
            );
        }

        return ("the log ended", false);
    }

    private async Task<(string, bool)> BurstAsync()
    {
        var clients = await ReadAsync(_many.ListAsync(Auth0Resources.Clients, new Auth0ListOptions { First = 40 }));
        _large.ClearRequests();
        await Parallel.ForEachAsync(
            clients,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (client, token) => await _many.GetAsync(Auth0Resources.Clients, client.ClientId!, cancellationToken: token)
        );
        var statuses = _large.Requests.CountBy(request => request.StatusCode).ToList();
        await _large.DisposeAsync();
        return (
            string.Join(", ", statuses.Select(status => string.Create(CultureInfo.InvariantCulture, $"{status.Value} × {status.Key}"))),
            statuses is [{ Key: 200, Value: 40 }]
        );
    }

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        var read = new List<T>();
        await foreach (var item in items)
        {
            read.Add(item);
        }

        return read;
    }
}
