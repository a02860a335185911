using System.Text.Json.Nodes;
using Auth0Flows.Tests.Passkeys;

namespace Auth0Flows.Tests.Faults;

// The token endpoint, with each grant.
internal static partial class FlowTable
{
    private static readonly Auth0BackchannelLoginOptions _backchannel = new()
    {
        LoginHint = "auth0|alice",
        BindingMessage = "Order 4711",
        Audience = Orders,
    };

    private static Flow[] Grants =>
        [
            new("client-credentials", Token, Just(visit => AskAsync(visit, new ClientCredentialsGrant(Orders)))) { IsRepeated = true },
            new("password", Token, Just(visit => AskAsync(visit, new PasswordGrant("alice", Flow.Visit.Secret("p"), Orders)))),
            new(
                "password-realm",
                Token,
                Just(visit => AskAsync(visit, new PasswordGrant("alice", Flow.Visit.Secret("p"), Orders) { Realm = "Users" }))
            ),
            new(
                "passwordless-otp",
                Token,
                Just(visit => AskAsync(visit, new PasswordlessOtpGrant("alice@example.com", Flow.Visit.Secret("123456"), "email", Orders)))
            ),
            new(
                "token-exchange",
                Token,
                Just(visit => AskAsync(visit, new TokenExchangeGrant(Flow.Visit.Secret("subject"), "urn:acme:token", Orders)))
            ),
            new("authorization-code", Token, Just(ExchangeCodeAsync)),
            new("mfa-otp", Token, AfterMfaRequired(static challenge => new MfaOtpGrant(challenge, Flow.Visit.Secret("123456")))),
            new(
                "mfa-recovery-code",
                Token,
                AfterMfaRequired(static challenge => new MfaRecoveryCodeGrant(challenge, Flow.Visit.Secret("ABCD")))
            ),
            new("mfa-oob", Token, AfterMfaRequired(static challenge => new MfaOobGrant(challenge, Flow.Visit.Secret("123456")))),
            new("mfa-push", Token, AfterMfaRequired(static challenge => new MfaOobGrant(challenge)))
            {
                IsPolled = true,
                Also = [Auth0ErrorCode.AuthorizationTimeout],
            },
            new("refresh", Token, BeginRefreshAsync),
            new(
                "refresh-kept-elsewhere",
                Token,
                Just(async visit =>
                    (await visit.Session.RefreshAsync(Flow.Visit.Secret("rt-0"), cancellationToken: visit.Cancel)).AccessToken.Reveal()
                )
            ),
            new("passkey", Token, BeginPasskeyAsync),
            new("backchannel-poll", Token, BeginBackchannelPollAsync) { IsPolled = true, Also = [Auth0ErrorCode.BackchannelLoginExpired] },
            new("device-poll", Token, BeginDevicePollAsync) { IsPolled = true, Also = [Auth0ErrorCode.DeviceCodeExpired] },
            new("browser-code", Token, BeginBrowserAsync),
        ];

    // The server also sends an ID token, which needs the nonce of this login.
    private static Task<string> ExchangeCodeAsync(Flow.Visit visit)
    {
        visit.Server.Tenant.Nonce = "n1";
        return AskAsync(visit, new AuthorizationCodeGrant(Flow.Visit.Secret("code"), "https://app.example/cb") { Nonce = "n1" });
    }

    private static Func<Flow.Visit, Task<Func<Task<string>>>> AfterMfaRequired(Func<Auth0MfaChallenge, Auth0Grant> grant) =>
        async visit =>
        {
            var challenge = await ChallengeAsync(visit);
            return () => AskAsync(visit, grant(challenge));
        };

    private static async Task<Auth0MfaChallenge> ChallengeAsync(Flow.Visit visit) =>
        (
            await Assert.ThrowsAsync<Auth0MfaRequiredException>(() =>
                AskAsync(visit, new PasswordGrant("mfa", Flow.Visit.Secret("p"), Orders))
            )
        ).Challenge;

    private static async Task<Func<Task<string>>> BeginRefreshAsync(Flow.Visit visit)
    {
        var token = await visit.Session.GetTokenAsync(
            new PasswordGrant("alice", Flow.Visit.Secret("p"), Orders, ["offline_access"]),
            cancellationToken: visit.Cancel
        );
        return async () => (await visit.Session.RefreshAsync(token, force: true, cancellationToken: visit.Cancel)).AccessToken.Reveal();
    }

    private static async Task<Func<Task<string>>> BeginPasskeyAsync(Flow.Visit visit)
    {
        var challenge = await visit.Session.StartPasskeyLoginAsync(
            new Auth0PasskeyLoginOptions { Audience = Orders },
            cancellationToken: visit.Cancel
        );
        using var key = new SoftwareAuthenticator { UserHandle = "dTE" };
        var answer = Auth0PasskeyAnswer.Parse(key.Get(JsonNode.Parse(challenge.OptionsJson)!).ToJsonString());
        return () => AskAsync(visit, new PasskeyGrant(challenge, answer));
    }

    private static async Task<Func<Task<string>>> BeginBackchannelPollAsync(Flow.Visit visit)
    {
        var login = await visit.Session.StartBackchannelLoginAsync(_backchannel, cancellationToken: visit.Cancel);
        return async () => (await visit.Session.WaitBackchannelLoginAsync(login, cancellationToken: visit.Cancel)).AccessToken.Reveal();
    }

    private static async Task<Func<Task<string>>> BeginDevicePollAsync(Flow.Visit visit)
    {
        var code = await visit.Session.StartDeviceLoginAsync(Orders, cancellationToken: visit.Cancel);
        return async () => (await visit.Session.WaitDeviceLoginAsync(code, cancellationToken: visit.Cancel)).AccessToken.Reveal();
    }

    private static async Task<Func<Task<string>>> BeginBrowserAsync(Flow.Visit visit)
    {
        var request = await visit.Session.CreateAuthorizeRequestAsync(
            new Auth0AuthorizeOptions { RedirectUri = new Uri("http://127.0.0.1:8484/cb"), Audience = Orders },
            cancellationToken: visit.Cancel
        );
        visit.Server.Tenant.Nonce = request.Nonce.Reveal();
        var answer = new Dictionary<string, string> { ["code"] = "code", ["state"] = request.State.Reveal() };
        return async () =>
            (await visit.Session.CompleteAuthorizeAsync(request, answer, cancellationToken: visit.Cancel)).AccessToken.Reveal();
    }
}
