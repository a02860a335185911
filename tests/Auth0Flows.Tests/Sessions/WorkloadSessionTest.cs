using System.Net;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Sessions;

/// <summary>Sessions of a workload, whose identity tokens come from the tenant's simulated identity provider.</summary>
public abstract class WorkloadSessionTest : LoginTest
{
    protected const string Type = "urn:acme:ci";

    /// <summary>The variables that the CI sets.</summary>
    protected Dictionary<string, string> Variables { get; } = [];

    protected Auth0LocalTenantWorkload Workload =>
        field ??= Tenant.AddWorkload(Type, "repo:acme/app:ref:refs/heads/main", Tenant.GetUser("alice"));

    protected IReadOnlyList<Auth0LocalTenantRequest> SourceRequests =>
        [.. Tenant.Requests.Where(static request => request.Path.StartsWith("/workloads/", StringComparison.Ordinal))];

    protected string[] SentTokens =>
        [
            .. Tenant
                .Requests.Where(static request => request.Path == "/oauth/token")
                .Select(static request => request.Form["subject_token"]),
        ];

    /// <summary>A session of a public application in a job of GitHub.</summary>
    protected Auth0Session OnGitHub(string? audience = null, int retries = 3, TimeProvider? time = null)
    {
        SetGitHub(Workload.RequestUrl);
        return OfWorkload("GitHub", audience, retries: retries, time: time);
    }

    protected void SetGitHub(string url)
    {
        Variables["GITHUB_ACTIONS"] = "true";
        Variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = url;
        Variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = Reveal(Workload.RequestToken);
    }

    protected Auth0Session OfWorkload(
        string source,
        string? audience = null,
        string type = Type,
        Auth0ClientAuthentication? client = null,
        int retries = 3,
        TimeProvider? time = null,
        Auth0TokenStore? store = null,
        string? cacheKey = null
    ) =>
        Connect(
            client ?? Auth0ClientAuthentication.None(MobileApplication.ClientId),
            retries: retries,
            time: time,
            store: store,
            cacheKey: cacheKey,
            federatedToken: Auth0FederatedToken.Parse(source, type, audience).With(Variables.GetValueOrDefault)
        );

    protected Task<Auth0Token> GetOrdersAsync(Auth0Session session, params string[] scope) =>
        session.GetTokenAsync(Orders, scope: scope, activity: Log, cancellationToken: Cancel).AsTask();

    protected static string Reveal(Auth0LocalTenantSecret secret) => new NetworkCredential("", secret.ToSecureString()).Password;
}
