using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Device;

/// <summary>
/// POST /oauth/device/code: starts a login for a device without a browser (RFC 8628 §3.1; Auth0, "Device Authorization Flow").
/// </summary>
internal sealed class DeviceCodeEndpoint(
    ClientAuthenticator authenticator,
    UserScopes userScopes,
    AuthorizationDetails details,
    DeviceAuthorizations devices,
    TenantLog log,
    string issuer
)
{
    public const string Path = "/oauth/device/code";

    public ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        var parameters = TokenRequest.Read(request);
        try
        {
            return Begin(request, parameters);
        }
        catch (OAuthException refusal)
        {
            log.Add(
                "fdeaz",
                refusal.Message,
                request,
                parameters["client_id"],
                audience: parameters["audience"],
                scope: parameters["scope"]
            );
            throw;
        }
    }

    private ValueTask<ServerResponse> Begin(ServerRequest request, TokenRequest parameters)
    {
        parameters.Require("client_id");

        // As recorded in auth0/ruby-auth0#794: only public applications can use this flow; an application that sends a secret is rejected.
        var client = authenticator.Identify(request, parameters);
        if (!client.IsPublic || !client.GrantTypes.Contains(GrantTypes.DeviceCode))
        {
            throw OAuthException.GrantNotAllowed(GrantTypes.DeviceCode);
        }

        var asked = parameters.Scopes;
        var audience = parameters["audience"];
        var (deviceCode, userCode) = devices.Begin(
            client.ClientId,
            audience,
            asked,
            userScopes.Grant(asked, audience, givesAll: false),
            details.Read(parameters["authorization_details"], audience)
        );
        var page = $"{issuer}{ActivationPage.Path[1..]}";
        return ValueTask.FromResult(
            ServerResponse.Json(
                200,
                new JsonObject
                {
                    ["device_code"] = deviceCode,
                    ["user_code"] = userCode,
                    ["verification_uri"] = page,
                    ["expires_in"] = (int)DeviceAuthorizations.Lifetime.TotalSeconds,
                    ["interval"] = (int)DeviceAuthorizations.Interval.TotalSeconds,
                    ["verification_uri_complete"] = $"{page}?user_code={userCode}",
                }
            )
        );
    }
}
