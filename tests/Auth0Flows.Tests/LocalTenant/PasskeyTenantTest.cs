using System.Net;
using System.Text.Json.Nodes;
using Auth0Flows.Tests.Passkeys;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>A tenant with passkeys, and requests for them.</summary>
public abstract class PasskeyTenantTest : UserTenantTest
{
    protected const string Grant = "urn:okta:params:oauth:grant-type:webauthn";
    protected const string Directory = "Username-Password-Authentication";

    protected static JsonObject Profile(string email) => new() { ["email"] = email };

    protected PasskeyTenantTest() => Tenant.EnablePasskeys();

    protected async Task<HttpResponseMessage> StartAsync(string path, params (string Name, JsonNode? Value)[] parameters)
    {
        var body = new JsonObject { ["client_id"] = Native.ClientId };
        foreach (var (name, value) in parameters.Where(pair => pair.Value is not null))
        {
            body[name] = value!.DeepClone();
        }

        return await Http.PostAsync(path, Json(body.ToJsonString()), Cancel);
    }

    protected async Task<JsonNode> StartOkAsync(string path, params (string Name, JsonNode? Value)[] parameters)
    {
        using var response = await StartAsync(path, parameters);
        var answer = await ReadAsync(response);
        return response.StatusCode == HttpStatusCode.OK ? answer : throw new InvalidOperationException(answer.ToJsonString());
    }

    protected Task<HttpResponseMessage> FinishAsync(JsonNode begun, JsonNode? answer, params (string Name, JsonNode? Value)[] changes) =>
        StartAsync(
            "/oauth/token",
            [
                ("grant_type", Grant),
                ("audience", OrdersApi),
                ("scope", "openid read:orders"),
                ("auth_session", begun["auth_session"]),
                ("authn_response", answer),
                .. changes,
            ]
        );

    private protected async Task<SoftwareAuthenticator> RegisteredAsync(uint signCount = 0)
    {
        var key = new SoftwareAuthenticator { SignCount = signCount };
        var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile("new@example.com")));
        using var created = await FinishAsync(begun, key.Create(begun["authn_params_public_key"]!));
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        return key;
    }
}
