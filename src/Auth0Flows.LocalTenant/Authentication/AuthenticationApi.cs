using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authorize;
using Auth0Flows.LocalTenant.Backchannel;
using Auth0Flows.LocalTenant.Database;
using Auth0Flows.LocalTenant.Device;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.Mfa;
using Auth0Flows.LocalTenant.Passkeys;
using Auth0Flows.LocalTenant.Passwordless;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.Requests;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;
using Auth0Flows.LocalTenant.Vault;
using Auth0Flows.LocalTenant.Workloads;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>Creates the Authentication API, and holds its state: users, codes, devices, refresh tokens, challenges.</summary>
internal sealed class AuthenticationApi : IDisposable
{
    private readonly ClientStore _clients;
    private readonly ApiStore _apis;
    private readonly TenantDirectory _directory;
    private readonly TenantLog _log;
    private readonly SigningKeys _keys;
    private readonly AccessTokens _accessTokens;
    private readonly Proofs _proofs;
    private readonly TenantClock _clock;
    private readonly string _issuer;
    private readonly string _mfaAudience;
    private readonly string _managementAudience;
    private readonly IdTokenSpoiler _spoiler;

    public AuthenticationApi(
        ClientStore clients,
        ApiStore apis,
        TenantDirectory directory,
        TenantLog log,
        SigningKeys keys,
        AccessTokens accessTokens,
        Proofs proofs,
        TenantClock clock,
        string issuer,
        string managementAudience
    )
    {
        (_clients, _apis, _directory, _log, _keys, _accessTokens, _proofs, _clock, _issuer) = (
            clients,
            apis,
            directory,
            log,
            keys,
            accessTokens,
            proofs,
            clock,
            issuer
        );
        _mfaAudience = $"{issuer}mfa/";
        _managementAudience = managementAudience;
        _apis.AddBuiltIn(_mfaAudience, "enroll", "read:authenticators", "remove:authenticators");
        Scopes = new UserScopes(apis, managementAudience);
        Challenges = new OobChallenges(Outbox, clock);
        Codes = new AuthorizationCodes(clock);
        _spoiler = new IdTokenSpoiler(keys.Create);
        Devices = new DeviceAuthorizations(clock, log);
        BackchannelLogins = new BackchannelAuthorizations(clock);
        // an IP address can't be a relying party
        Authenticator = new PlayedAuthenticator($"http://{PasskeyVerifier.RelyingPartyId}:{new Uri(issuer).Port}");
        RefreshTokens = new RefreshTokens(clock);
        Assertions = new ClientAssertions(clients, ClientKeys, clock, issuer);
        Certificates = new CertificateAuthenticator(clock);
        Workloads = new WorkloadProvider(issuer.TrimEnd('/'), clock);
        Vault = new TokenVault(clock);
    }

    public UserScopes Scopes { get; }

    public ClientKeys ClientKeys { get; } = new();

    public ClientAssertions Assertions { get; }

    public CertificateAuthenticator Certificates { get; }

    public Outbox Outbox { get; } = new();

    public OobChallenges Challenges { get; }

    public AuthorizationCodes Codes { get; }

    public BrowserSession BrowserSession { get; } = new();

    public DeviceAuthorizations Devices { get; }

    public BackchannelAuthorizations BackchannelLogins { get; }

    public PasskeyStore Passkeys { get; } = new();

    public PlayedAuthenticator Authenticator { get; }

    public RefreshTokens RefreshTokens { get; }

    public SubjectTokens SubjectTokens { get; } = new();

    public WorkloadProvider Workloads { get; }

    public TokenVault Vault { get; }

    public FaultQueue<Auth0LocalTenantIdTokenFault> IdTokenFaults { get; } = new(static fault => fault.Times, static fault => fault.Skip);

    public BruteForceProtection Protection { get; } = new();

    /// <param name="router">Gets the endpoints.</param>
    /// <param name="isUserInfoRateLimited">Whether /userinfo has its rate limit.</param>
    /// <param name="defaultAudience">The API of requests without an audience, by the tenant's settings.</param>
    /// <param name="mtlsIssuer">The address of the endpoints for client certificates; null for none.</param>
    public void Map(Router router, bool isUserInfoRateLimited, Func<string?> defaultAudience, string? mtlsIssuer)
    {
        var users = _directory.Users;
        var organizations = _directory.Organizations;
        var authenticator = new ClientAuthenticator(_clients, Assertions, Certificates);
        var presented = new PresentedTokens(_accessTokens, _proofs);
        var policy = new ProofPolicy(_apis, new SenderConstraints(_apis));
        var tokens = new UserTokens(
            _accessTokens,
            new IdTokens(_keys, IdTokenFaults, _spoiler, _clock, _issuer),
            RefreshTokens,
            _directory.Grants,
            policy,
            _mfaAudience,
            _clock
        );
        var transactions = new MfaTransactions(_accessTokens, presented, users, _mfaAudience, _clock);
        var attempts = new MfaAttempts(_clock);
        var details = new AuthorizationDetails(_apis);
        var login = new UserLogin(tokens, transactions);
        var passwordlessCodes = new PasswordlessCodes(Outbox, _clock);
        var passkeySessions = new PasskeySessions(_clock);
        var transfers = new SessionTransfers(_clock, _issuer);
        var subjects = new SubjectAccessTokens(_accessTokens, users);
        var token = new TokenEndpoint(
            authenticator,
            [
                new ClientCredentialsGrant(_apis, details, organizations, _accessTokens, policy),
                new PasswordGrant(users, Scopes, details, Protection, login, _clock),
                new PasswordRealmGrant(users, Scopes, details, Protection, _directory.Connections, login, _clock),
                new RefreshTokenGrant(
                    RefreshTokens,
                    new RefreshTokenPolicies(_apis, _managementAudience),
                    users,
                    tokens,
                    transactions,
                    transfers,
                    policy
                ),
                new AuthorizationCodeGrant(Codes, tokens),
                new DeviceCodeGrant(Devices, tokens),
                new CibaGrant(BackchannelLogins, tokens),
                new MfaOtpGrant(transactions, attempts, tokens, _clock),
                new MfaOobGrant(transactions, attempts, tokens, Challenges),
                new MfaRecoveryCodeGrant(transactions, attempts, tokens),
                new PasswordlessOtpGrant(passwordlessCodes, users, Scopes, details, login, _clock),
                new WebAuthnGrant(passkeySessions, Passkeys, _directory, Scopes, details, login, _clock),
                new ConnectionTokenGrant(Vault, RefreshTokens, subjects, users),
                new TokenExchangeGrant(
                    SubjectTokens,
                    Workloads,
                    new OnBehalfOfExchange(subjects, _accessTokens, _apis, Scopes, organizations, policy),
                    Scopes,
                    details,
                    organizations,
                    login,
                    _clock
                ),
            ],
            _proofs,
            _log,
            defaultAudience
        );
        var reader = new AuthorizationRequestReader(_clients, _directory.Connections, organizations, Scopes, details, BrowserSession);
        var requestObjects = new RequestObjects(_clients, ClientKeys, _clock, _issuer);
        var pushed = new PushedRequests(_clock);
        var authorize = new AuthorizeEndpoint(
            reader,
            requestObjects,
            pushed,
            Codes,
            tokens,
            users,
            _directory.Sessions,
            BrowserSession,
            transfers,
            _log,
            _clock
        );
        var activation = new ActivationPage(Devices, users);
        var authenticators = new AuthenticatorsEndpoint(transactions, Challenges);

        Map("POST", "/oauth/token", token.AnswerAsync);
        Map("POST", "/oauth/revoke", new RevocationEndpoint(authenticator, RefreshTokens).AnswerAsync);
        Map(
            "POST",
            PushedRequestEndpoint.Path,
            new PushedRequestEndpoint(authenticator, requestObjects, reader, pushed, _proofs).AnswerAsync
        );
        Map(
            "POST",
            BackchannelEndpoint.Path,
            new BackchannelEndpoint(authenticator, users, Scopes, details, BackchannelLogins, Outbox, _log, _clock, _issuer).AnswerAsync
        );
        Map("POST", DeviceCodeEndpoint.Path, new DeviceCodeEndpoint(authenticator, Scopes, details, Devices, _log, _issuer).AnswerAsync);
        var database = new DatabaseEndpoints(_clients, _directory, Outbox, _log, _clock, _issuer);
        Map("POST", DatabaseEndpoints.SignupPath, database.SignUpAsync);
        Map("POST", DatabaseEndpoints.ChangePasswordPath, database.ChangePasswordAsync);
        var logout = new LogoutEndpoint(_clients, _directory, BrowserSession, _keys, _log, _issuer);
        router.Map("GET", LogoutEndpoint.OidcPath, logout.AnswerAsync);
        router.Map("POST", LogoutEndpoint.OidcPath, logout.ConfirmAsync);
        router.Map("GET", LogoutEndpoint.V2Path, logout.AnswerV2Async);
        Map("GET", "/userinfo", new UserInfoEndpoint(_accessTokens, presented, users, isUserInfoRateLimited, _clock).AnswerAsync);
        Map("POST", ChallengeEndpoint.Path, new ChallengeEndpoint(authenticator, transactions, Challenges).AnswerAsync);
        Map("POST", AuthenticatorsEndpoint.AssociatePath, authenticators.AssociateAsync);
        Map("GET", AuthenticatorsEndpoint.ListPath, authenticators.ListAsync);
        router.MapBelow(AuthenticatorsEndpoint.Prefix, OAuthEndpoint.Answering(authenticators.DeleteAsync));
        Map("POST", PasswordlessEndpoint.Path, new PasswordlessEndpoint(authenticator, users, passwordlessCodes, _issuer).AnswerAsync);

        var passkeys = new PasskeyEndpoints(authenticator, _directory, Passkeys, passkeySessions, _log, _clock);
        Map("POST", PasskeyEndpoints.ChallengePath, passkeys.ChallengeAsync);
        Map("POST", PasskeyEndpoints.RegisterPath, passkeys.RegisterAsync);

        Map("GET", AuthorizeEndpoint.Path, authorize.AnswerAsync);
        Map("POST", AuthorizeEndpoint.LoginPath, authorize.LogInAsync);
        Map("GET", ActivationPage.Path, activation.ShowAsync);
        Map("POST", ActivationPage.Path, activation.AnswerAsync);

        var discovery = new DiscoveryEndpoints(_issuer, _keys, BrowserSession);
        router.MapBelow(WorkloadProvider.Prefix, new WorkloadEndpoint(Workloads).AnswerAsync);
        router.Map(
            "GET",
            "/.well-known/openid-configuration",
            mtlsIssuer is null
                ? discovery.AnswerConfigurationAsync
                : new MtlsDiscovery(_issuer, mtlsIssuer).AddTo(discovery.AnswerConfigurationAsync)
        );
        router.Map("GET", "/.well-known/jwks.json", discovery.AnswerKeysAsync);

        void Map(string method, string path, Func<ServerRequest, ValueTask<ServerResponse>> answer) =>
            router.Map(method, path, OAuthEndpoint.Answering(answer));
    }

    public void Dispose()
    {
        ClientKeys.Dispose();
        Authenticator.Dispose();
        Workloads.Dispose();
        _spoiler.Dispose();
    }
}
