namespace Auth0Flows.Tests.Faults;

// The rest of the Authentication API, including second factors.
internal static partial class FlowTable
{
    private static Flow[] Logins =>
        [
            new(
                "passwordless-start",
                "POST /passwordless/start",
                Just(async visit =>
                    (await visit.Session.StartPasswordlessByEmailAsync("alice@example.com", cancellationToken: visit.Cancel)).Username
                )
            )
            {
                Expected = "alice@example.com",
                IgnoresBody = true,
            },
            new(
                "device-start",
                "POST /oauth/device/code",
                Just(async visit => (await visit.Session.StartDeviceLoginAsync(Orders, cancellationToken: visit.Cancel)).UserCode)
            )
            {
                Expected = "ABCD-EFGH",
                IsRepeated = true,
            },
            new(
                "backchannel-start",
                "POST /bc-authorize",
                Just(async visit =>
                    (await visit.Session.StartBackchannelLoginAsync(_backchannel, cancellationToken: visit.Cancel)).Id.Reveal()
                )
            )
            {
                Expected = "ar-1",
            },
            new(
                "passkey-start",
                "POST /passkey/challenge",
                Just(async visit =>
                    (
                        await visit.Session.StartPasskeyLoginAsync(new Auth0PasskeyLoginOptions(), cancellationToken: visit.Cancel)
                    ).AuthSession.Reveal()
                )
            )
            {
                Expected = "as-1",
                Also = [Auth0ErrorCode.PasskeysNotEnabled],
            },
            new(
                "passkey-register",
                "POST /passkey/register",
                Just(async visit =>
                    (
                        await visit.Session.StartPasskeyRegistrationAsync(
                            new Auth0PasskeyUser { Email = "ann@example.com" },
                            new Auth0PasskeyLoginOptions(),
                            cancellationToken: visit.Cancel
                        )
                    ).AuthSession.Reveal()
                )
            )
            {
                Expected = "as-1",
                Also = [Auth0ErrorCode.PasskeysNotEnabled],
            },
            new("pushed-request", "POST /oauth/par", Just(PushAsync))
            {
                Expected = "?client_id=app&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A1",
                IsRepeated = true,
            },
            new("user-info", "GET /userinfo", BeginUserInfoAsync) { Expected = "auth0|alice", IsRepeated = true },
            new("revoke", "POST /oauth/revoke", Just(RevokeAsync))
            {
                Expected = "revoked",
                IsRepeated = true,
                IgnoresBody = true,
            },
            new("keys-of-test", "GET /.well-known/jwks.json", Just(TestAsync)) { Expected = "valid", IsRepeated = true },
            new("keys-of-login", "GET /.well-known/jwks.json", BeginBrowserAsync) { IsRepeated = true },
        ];

    private static Flow[] SecondFactors =>
        [
            new(
                "mfa-list",
                "GET /mfa/authenticators",
                OfChallenge(
                    async (visit, challenge) =>
                        string.Join(',', await visit.Session.Mfa.ListAuthenticatorsAsync(challenge, cancellationToken: visit.Cancel))
                )
            )
            {
                Expected = "Otp",
                IsRepeated = true,
            },
            new(
                "mfa-challenge",
                "POST /mfa/challenge",
                OfChallenge(
                    async (visit, challenge) =>
                        (await visit.Session.Mfa.RequestChallengeAsync(challenge, cancellationToken: visit.Cancel)).OobCode?.Reveal()
                        ?? "none"
                )
            )
            {
                Expected = "oob-1",
            },
            new(
                "mfa-add",
                "POST /mfa/associate",
                OfChallenge(
                    async (visit, challenge) =>
                        (
                            await visit.Session.Mfa.AddAuthenticatorAsync(
                                challenge,
                                Auth0MfaAuthenticatorType.Otp,
                                cancellationToken: visit.Cancel
                            )
                        ).Secret?.Reveal() ?? "none"
                )
            )
            {
                Expected = "JBSWY3DPEHPK3PXP",
            },
            new("mfa-remove", "DELETE /mfa/authenticators/", BeginRemoveAsync)
            {
                Expected = "removed",
                IsRepeated = true,
                IgnoresBody = true,
            },
        ];

    private static async Task<string> PushAsync(Flow.Visit visit) =>
        (
            await visit.Session.CreateAuthorizeRequestAsync(
                new Auth0AuthorizeOptions { RedirectUri = new Uri("http://127.0.0.1:8484/cb"), IsPushed = true },
                cancellationToken: visit.Cancel
            )
        )
            .Uri
            .Query;

    private static async Task<Func<Task<string>>> BeginUserInfoAsync(Flow.Visit visit)
    {
        var token = await visit.Session.GetTokenAsync(
            new PasswordGrant("alice", Flow.Visit.Secret("p"), Orders, ["offline_access"]),
            cancellationToken: visit.Cancel
        );
        return async () => (await visit.Session.GetUserInfoAsync(token, cancellationToken: visit.Cancel)).Subject!;
    }

    private static async Task<string> RevokeAsync(Flow.Visit visit)
    {
        await visit.Session.RevokeAsync(Flow.Visit.Secret("rt-0"), cancellationToken: visit.Cancel);
        return "revoked";
    }

    private static async Task<string> TestAsync(Flow.Visit visit) =>
        (
            await visit.Session.TestTokenAsync(
                Flow.Visit.Secret(visit.Server.Tenant.Keys.AccessToken(Orders)),
                new Auth0TokenRequirements { Audience = [Orders] },
                cancellationToken: visit.Cancel
            )
        ).ToString();

    private static Func<Flow.Visit, Task<Func<Task<string>>>> OfChallenge(Func<Flow.Visit, Auth0MfaChallenge, Task<string>> act) =>
        async visit =>
        {
            var challenge = await ChallengeAsync(visit);
            return () => act(visit, challenge);
        };

    private static async Task<Func<Task<string>>> BeginRemoveAsync(Flow.Visit visit)
    {
        var token = await visit.Session.GetTokenAsync(
            new PasswordGrant("alice", Flow.Visit.Secret("p"), visit.Session.Mfa.Audience),
            cancellationToken: visit.Cancel
        );
        return async () =>
        {
            await visit.Session.Mfa.RemoveAuthenticatorAsync(token, "totp|dev_1", cancellationToken: visit.Cancel);
            return "removed";
        };
    }
}
