using System.Collections;
using System.Globalization;
using System.Security;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tour;

/// <summary>The tour without PowerShell: the same steps, with the library that the cmdlets use.</summary>
internal sealed partial class LibraryTour : IAsyncDisposable
{
    private const string Orders = "https://orders.example.com/";

    private readonly List<Auth0Session> _sessions = [];
    private Auth0LocalTenant _tenant = null!;
    private Auth0Session _session = null!;
    private Auth0Token _token = null!;

    public IReadOnlyList<Step> Steps =>
        [
            new("An Auth0 tenant inside this process, to try things on", "tenant = Auth0LocalTenant.Start();", StartAsync),
            new(
                "A session with it. Nothing is sent yet",
                "session = new Auth0Session(new() { Domain = Auth0Domain.Parse(tenant.Domain), Client = Auth0ClientAuthentication.SecretPost(tenant.ClientId, tenant.ClientSecret) });",
                ConnectAsync
            ),
            new(
                "A token for the orders API, and what stands in it",
                $"token = await session.GetTokenAsync(new ClientCredentialsGrant(\"{Orders}\"));",
                GetTokenAsync
            ),
            new(
                "The same again comes from the cache: the tenant was asked for a token once",
                $"again = await session.GetTokenAsync(new ClientCredentialsGrant(\"{Orders}\"));",
                GetCachedTokenAsync
            ),
            new(
                "Sixty-four callers at once for a token that is not held: one request goes out",
                "await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => session.GetTokenAsync(new ClientCredentialsGrant(\"urn:example:reports\")).AsTask()));",
                GetTokenManyTimesAsync
            ),
            new(
                "The tenant's applications. The token for the Management API is fetched unasked",
                "session.ListAsync(Auth0Resources.Clients)",
                ListAsync
            ),
            new(
                "The single-page applications whose name begins with web",
                "session.ListAsync(Auth0Resources.Clients, new() { Query = [new(\"app_type\", \"spa\")] }).Where(client => client.Name?.StartsWith(\"web\") == true)",
                FilterAsync
            ),
            new(
                "The credentials of every application",
                "session.SendAsync(new() { Path = $\"clients/{client.ClientId}/credentials\" })",
                GetCredentialsAsync
            ),
            new(
                "A token of one's own choice in a call",
                "session.SendAsync(new() { Path = \"clients\", Token = token })",
                SendWithTokenAsync
            ),
            new(
                "A whole list, page by page. The tenant has more applications, and a rate limit",
                "many.ListAsync(Auth0Resources.Clients)",
                ListWholeAsync
            ),
            new(
                "From an organization to its members, to these users",
                "await foreach (var member in session.ListAsync(Auth0Resources.OrganizationMembers(acme.Id))) { user = await session.GetAsync(Auth0Resources.Users, member.UserId); }",
                FollowMembersAsync
            ),
            new(
                "A change",
                "await session.UpdateAsync(Auth0Resources.Users, bob, new Dictionary<string, object?> { [\"nickname\"] = \"bobby\" });",
                ChangeAsync
            ),
            new(
                "An application that may read applications alone: the exception names the scope that is missing, which is granted",
                "catch (Auth0ApiException refusal) when (refusal.Code == Auth0ErrorCode.InsufficientScope) { refusal.RequiredScopes }",
                GrantAsync
            ),
            new(
                "Users come in by a job, and go out by one",
                "session.StartUserImportAsync(…); session.WaitJobAsync(…); session.StartUserExportAsync(…); session.ReadUserExportAsync(…)",
                ExportAndImportAsync
            ),
            new(
                "The tenant's log: all behind an entry, by checkpoint, and then what is being written",
                "session.ReadLogAsync(last.LogId); session.FollowLogAsync(…)",
                ReadLogAsync
            ),
            new(
                "Ten requests at once and then ten a second: forty objects, eight under way, and no 429",
                "await Parallel.ForEachAsync(clients, …, (client, token) => many.GetAsync(…));",
                BurstAsync
            ),
            new(
                "An API of one's own gets the token of its own audience",
                $"session.SendAsync(new() {{ Uri = new(tenant.Domain + \"/echo/orders/7\"), Audience = \"{Orders}\" }})",
                CallOwnApiAsync
            ),
            new("A wrong secret: what the tenant said", "catch (Auth0Exception failure)", FailAsync),
            new("The tenant revokes all tokens. The next call notices, gets a new one, and goes on", "tenant.RevokeTokens();", RenewAsync),
            new(
                "An application that users sign in to, and a user of a certain directory",
                "token = await portal.GetTokenAsync(new PasswordGrant(\"grace@example.com\", password, Orders, [\"openid\", \"email\"]) { Realm = \"employees\" });",
                SignInAsync
            ),
            new("What the tenant says of her", "await portal.GetUserInfoAsync()", GetUserInfoAsync),
            new(
                "A second factor: the exception carries the login, which goes on",
                "catch (Auth0MfaRequiredException required) { token = await portal.GetTokenAsync(new MfaOtpGrant(required.Challenge, otp)); }",
                SignInWithSecondFactorAsync
            ),
            new(
                "A login without a password, by the code in an e-mail",
                "login = await portal.StartPasswordlessByEmailAsync(\"alice@example.com\"); token = await portal.GetTokenAsync(new PasswordlessOtpGrant(login.Username, code, login.Realm));",
                SignInByEmailAsync
            ),
            new(
                "An authorization code from elsewhere, with PKCE (the values of RFC 7636, appendix B)",
                "token = await portal.GetTokenAsync(new AuthorizationCodeGrant(code, \"http://localhost:3000/callback\", verifier));",
                ExchangeCodeAsync
            ),
            new(
                "Exchange a token of another issuer",
                "token = await portal.GetTokenAsync(new TokenExchangeGrant(legacyToken, \"urn:example:legacy-token\"));",
                ExchangeTokenAsync
            ),
            new(
                "A login at another device. The tenant is asked after five seconds, as it says",
                "code = await device.StartDeviceLoginAsync(audience, [\"openid\"]); tenant.ApproveDevice(code.UserCode, alice); token = await device.WaitDeviceLoginAsync(code);",
                SignInByDeviceAsync
            ),
            new(
                "A login in the browser by the hybrid flow; an HttpClient is the browser",
                "login = await portal.CreateAuthorizeRequestAsync(new() { ResponseType = \"code id_token token\", RedirectUri = … }); token = await portal.CompleteAuthorizeAsync(login, form);",
                SignInByBrowserAsync
            ),
            new(
                "A forged answer: the ID token belongs to another code. Nothing is exchanged",
                "catch (Auth0Exception failure)",
                RefuseForgeryAsync
            ),
            new(
                "What stands in any token, for reading. Nobody is asked, and nothing is verified",
                "Auth0Jwt.Decode(token.IdToken)",
                DecodeAsync
            ),
            new(
                "A token examined as an API does that receives it, and what another API finds",
                "await portal.TestTokenAsync(token.AccessToken, new() { Audience = [\"urn:example:reports\"] })",
                ExamineAsync
            ),
            new(
                "Refresh tokens that rotate, in a public application: sixty-four callers renew one token, one request goes out",
                "await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => phone.RefreshAsync(token)));",
                RefreshAsync
            ),
            new("The user is signed out: the refresh token is worth nothing from then on", "await phone.RevokeAsync(token);", RevokeAsync),
            new(
                "A private key in the place of the secret",
                "new Auth0Session(new() { …, Client = Auth0ClientAuthentication.PrivateKeyFile(tenant.ClientId, path, keyId: keyId) });",
                ProveWithKeyAsync
            ),
            new("The end: the sessions are closed, the tenant stopped", "session.Dispose(); tenant.Stop();", EndAsync),
        ];

    private int TokenRequests => _tenant.CountRequests("POST", "/oauth/token");

    public async ValueTask DisposeAsync()
    {
        Close();
        if (_tenant is not null)
        {
            await _tenant.DisposeAsync();
        }
    }

    private Task<(string, bool)> StartAsync()
    {
        _tenant = Auth0LocalTenant.Start();
        return Task.FromResult((_tenant.ToString(), _tenant.IsRunning));
    }

    private Task<(string, bool)> ConnectAsync()
    {
        _session = Connect(_tenant.ClientSecret);
        return Task.FromResult(($"{_session} as {_session.ClientId}", _tenant.CountRequests() == 0));
    }

    private async Task<(string, bool)> GetTokenAsync()
    {
        _token = await _session.GetTokenAsync(new ClientCredentialsGrant(Orders));
        var claims = _token
            .Claims.Cast<DictionaryEntry>()
            .Select(claim => new[] { (string)claim.Key, Convert.ToString(claim.Value, CultureInfo.InvariantCulture) });
        return (
            $"{_token}\n\n{TextTable.Of(claims)}",
            _token.Claims["aud"] is Orders && (string?)_token.Claims["iss"] == _tenant.Issuer && !_token.IsExpired
        );
    }

    private async Task<(string, bool)> GetCachedTokenAsync()
    {
        var again = await _session.GetTokenAsync(new ClientCredentialsGrant(Orders));
        return (
            $"the same token: {ReferenceEquals(again, _token)}, token requests so far: {TokenRequests}",
            ReferenceEquals(again, _token) && TokenRequests == 1
        );
    }

    private async Task<(string, bool)> GetTokenManyTimesAsync()
    {
        var tokens = await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(_ => Task.Run(() => _session.GetTokenAsync(new ClientCredentialsGrant("urn:example:reports")).AsTask()))
        );
        var different = tokens.Distinct().Count();
        return (
            $"{tokens.Length} answers, tokens among them: {different}, token requests so far: {TokenRequests}",
            different == 1 && TokenRequests == 2
        );
    }

    private async Task<(string, bool)> ListAsync()
    {
        var clients = await ReadAllAsync();
        return (Table(clients), clients.Count == 12 && clients[0].ClientId == _tenant.ClientId);
    }

    private async Task<(string, bool)> FilterAsync()
    {
        var clients = await ReadAllAsync(new Auth0ListOptions { Query = [new("app_type", "spa")] });
        var found = clients.Where(client => client.Name?.StartsWith("web", StringComparison.Ordinal) == true).ToList();
        return (Table(found), found.Count > 0 && found.TrueForAll(client => client.AppType == "spa"));
    }

    private async Task<(string, bool)> GetCredentialsAsync()
    {
        var rows = new List<string?[]>();
        foreach (var client in await ReadAllAsync())
        {
            var answer = await _session.SendAsync(new Auth0ApiRequest { Path = $"clients/{client.ClientId}/credentials" });
            using var json = answer.ReadJson();
            rows.AddRange(
                json.RootElement.EnumerateArray()
                    .Select(credential =>
                        new[]
                        {
                            client.Name,
                            credential.GetProperty("name").GetString(),
                            credential.GetProperty("alg").GetString(),
                            credential.GetProperty("kid").GetString(),
                        }
                    )
            );
        }

        return (TextTable.Of(rows), rows.Count > 0 && _tenant.CountRequests("GET", "/api/v2/clients/*") == 12);
    }

    private async Task<(string, bool)> SendWithTokenAsync()
    {
        var token = await _session.GetTokenAsync(new ClientCredentialsGrant(_tenant.ManagementAudience));
        using var json = (await _session.SendAsync(new Auth0ApiRequest { Path = "clients", Token = token })).ReadJson();
        var names = json.RootElement.EnumerateArray().Select(client => client.GetProperty("name").GetString()).ToList();
        return (string.Join(", ", names), names is ["Automation", ..]);
    }

    private async Task<(string, bool)> CallOwnApiAsync()
    {
        using var json = (
            await _session.SendAsync(new Auth0ApiRequest { Uri = new Uri($"{_tenant.Domain}/echo/orders/7"), Audience = Orders })
        ).ReadJson();
        return (json.RootElement.ToString(), json.RootElement.GetProperty("audience").GetString() == Orders);
    }

    private async Task<(string, bool)> FailAsync()
    {
        using var wrong = new SecureString();
        wrong.AppendChar('x');
        using var session = Connect(wrong);
        try
        {
            return ((await session.GetTokenAsync(new ClientCredentialsGrant(Orders))).ToString(), false);
        }
        catch (Auth0TokenException failure)
        {
            return ($"{failure.Code}: {failure.Message}", failure.Code == Auth0ErrorCode.InvalidClient);
        }
    }

    private async Task<(string, bool)> RenewAsync()
    {
        _tenant.RevokeTokens();
        var clients = await ReadAllAsync(new Auth0ListOptions { First = 2 });
        var requests = _tenant.Requests.TakeLast(3).ToList();
        return (
            string.Join('\n', requests),
            clients.Count == 2 && requests.Select(request => request.StatusCode).SequenceEqual([401, 200, 200])
        );
    }

    private Task<(string, bool)> EndAsync()
    {
        Close();
        _tenant.Stop();
        return Task.FromResult((_tenant.ToString(), _sessions.TrueForAll(session => session.IsClosed) && !_tenant.IsRunning));
    }

    private Auth0Session Connect(SecureString secret) => Connect(Auth0ClientAuthentication.SecretPost(_tenant.ClientId, secret));

    private Auth0Session Connect(Auth0ClientAuthentication client)
    {
        var session = new Auth0Session(new Auth0SessionOptions { Domain = Auth0Domain.Parse(_tenant.Domain), Client = client });
        _sessions.Add(session);
        return session;
    }

    private void Close() => _sessions.ForEach(session => session.Dispose());

    private async Task<List<Auth0Client>> ReadAllAsync(Auth0ListOptions? options = null)
    {
        var clients = new List<Auth0Client>();
        await foreach (var client in _session.ListAsync(Auth0Resources.Clients, options))
        {
            clients.Add(client);
        }

        return clients;
    }

    private static string Table(IEnumerable<Auth0Client> clients) =>
        TextTable.Of(
            clients.Select(client => new[] { client.Name, client.AppType, client.ClientId, string.Join(' ', client.GrantTypes ?? []) })
        );
}
