using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.ProofOfPossession;

/// <summary>Sessions with DPoP, and what arrived at the tenant.</summary>
public abstract class DPoPTest : LoginTest
{
    protected Uri Echo => new($"{Tenant.Domain}/echo/a");

    /// <summary>Starts a tenant whose APIs allow DPoP.</summary>
    protected Auth0LocalTenant StartBound(Action<Auth0LocalTenantOptions>? configure = null) =>
        Start(options =>
        {
            options.DPoP = Auth0LocalTenantDPoP.Allowed;
            configure?.Invoke(options);
        });

    protected Auth0Session ConnectBound(TimeProvider? time = null) => Connect(dpop: true, time: time, audience: Orders);

    protected Auth0Session ConnectBoundMobile() => Connect(Auth0ClientAuthentication.None(MobileApplication.ClientId), dpop: true);

    protected Task<Auth0ApiResponse> CallAsync(Auth0Session session, Auth0Token? token = null, string path = "/echo/a") =>
        session.SendAsync(
            new Auth0ApiRequest
            {
                Uri = new Uri($"{Tenant.Domain}{path}"),
                Audience = token is null ? Orders : null,
                Token = token,
            },
            Log,
            Cancel
        );

    /// <summary>The proofs that arrived at a path, in order: header and claims, with the status of the answer.</summary>
    protected IReadOnlyList<(JsonNode Header, JsonNode Claims, int Status)> ProofsAt(string path) =>
        [
            .. Tenant
                .Requests.Where(request => request.Path == path && request.Headers.ContainsKey("DPoP"))
                .Select(request =>
                    (ProofForge.Part(request.Headers["DPoP"], 0), ProofForge.Part(request.Headers["DPoP"], 1), request.StatusCode)
                ),
        ];

    /// <summary>A JWT that nobody signed, with a <c>cnf</c>.</summary>
    protected static string WithConfirmation(string? thumbprint)
    {
        var claims = new JsonObject { ["aud"] = Orders, ["sub"] = "x" };
        if (thumbprint is not null)
        {
            claims["cnf"] = new JsonObject { ["jkt"] = thumbprint };
        }

        return $"{Encode(new JsonObject { ["alg"] = "RS256" })}.{Encode(claims)}.c2ln";
        static string Encode(JsonObject json) =>
            System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    protected void AnswerToken(string accessToken, string type, int times = 1) =>
        FaultToken(
            200,
            new JsonObject
            {
                ["access_token"] = accessToken,
                ["token_type"] = type,
                ["expires_in"] = 60,
            }.ToJsonString(),
            times: times
        );
}
