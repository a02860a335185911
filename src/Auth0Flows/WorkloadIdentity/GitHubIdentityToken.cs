using Auth0Flows.Basics;
using Auth0Flows.Http;

namespace Auth0Flows.WorkloadIdentity;

/// <summary>
/// The token of a job of GitHub Actions (and of Forgejo): <see
/// href="https://docs.github.com/en/actions/reference/security/oidc#methods-for-requesting-the-oidc-token"/>.
/// </summary>
internal sealed class GitHubIdentityToken(HttpTransport transport, Func<string, string?> read, string audience)
    : RequestedIdentityToken(transport, "GitHub")
{
    private const string UrlVariable = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string TokenVariable = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";

    protected override string Property => "value";

    protected override (Uri Address, Auth0Secret Bearer) Locate() =>
        read(UrlVariable) is { Length: > 0 } url && read(TokenVariable)?.Trim() is { Length: > 0 } bearer
            ? (ReadAddress(url.Trim(), UrlVariable), bearer.ToSecret())
        : IsTrue(read("GITHUB_ACTIONS"))
            ? throw new Auth0ConfigurationException(
                Auth0ErrorCode.FederatedTokenNotPermitted,
                $"The job may not request an identity token: GitHub did not set {UrlVariable} and {TokenVariable}, because the permission id-token: write is missing."
            )
        : throw Missing($"This is no job of GitHub Actions: {UrlVariable} and {TokenVariable} are not set.");

    protected override HttpRequestMessage CreateRequest(Uri address) =>
        new(HttpMethod.Get, WithQuery(address, $"audience={Uri.EscapeDataString(audience)}"));
}
