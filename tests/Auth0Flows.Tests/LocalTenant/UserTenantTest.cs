using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>Requests that tests of users start with. The tenant's time only moves if the test moves it.</summary>
public abstract class UserTenantTest : TenantTest
{
    protected const string MfaOtp = "http://auth0.com/oauth/grant-type/mfa-otp";
    protected const string MfaOob = "http://auth0.com/oauth/grant-type/mfa-oob";
    protected const string MfaRecoveryCode = "http://auth0.com/oauth/grant-type/mfa-recovery-code";
    protected const string PasswordRealm = "http://auth0.com/oauth/grant-type/password-realm";

    private readonly FakeTime _time = new();

    protected UserTenantTest() => StartWith(new Auth0LocalTenantOptions { TimeProvider = _time, LimitsUserInfo = true });

    protected Auth0LocalTenantApplication Web => Tenant.GetApplication("Web Portal");

    protected Auth0LocalTenantApplication Native => Tenant.GetApplication("Mobile for iOS");

    protected DateTimeOffset Now => _time.GetUtcNow();

    protected static string Text(JsonNode answer, string name) => answer[name]!.GetValue<string>();

    protected static string[] Names(JsonNode answer) =>
        [.. answer.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal)];

    protected void Advance(TimeSpan by) => _time.Advance(by);

    protected static string Challenge(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>
    /// Sends a request to the token endpoint as the native application, or as another one if the parameters contain its id and secret.
    /// </summary>
    protected async Task<HttpResponseMessage> PostTokenAsync(params (string Name, string? Value)[] parameters)
    {
        using var form = Form(parameters);
        return await Http.PostAsync("/oauth/token", form, Cancel);
    }

    protected async Task<JsonNode> PostTokenOkAsync(params (string Name, string? Value)[] parameters)
    {
        using var response = await PostTokenAsync(parameters);
        var answer = await ReadAsync(response);
        return response.StatusCode == HttpStatusCode.OK ? answer : throw new InvalidOperationException(answer.ToJsonString());
    }

    protected FormUrlEncodedContent Form(params (string Name, string? Value)[] parameters)
    {
        var all = new Dictionary<string, string?> { ["client_id"] = Native.ClientId };
        foreach (var (name, value) in parameters)
        {
            all[name] = value;
        }

        return new FormUrlEncodedContent(
            all.Where(pair => pair.Value is not null).Select(pair => new KeyValuePair<string, string>(pair.Key, pair.Value!))
        );
    }

    /// <summary>The parameters of a password grant with the correct password, and changes.</summary>
    protected (string Name, string? Value)[] Login(string user, params (string Name, string? Value)[] changes)
    {
        var known = Tenant.GetUser(user);
        return
        [
            ("grant_type", "password"),
            ("username", known.Email),
            ("password", Plain(known.Password)),
            ("audience", OrdersApi),
            .. changes,
        ];
    }

    protected Task<HttpResponseMessage> LoginAsync(string user, params (string Name, string? Value)[] changes) =>
        PostTokenAsync(Login(user, changes));

    protected Task<JsonNode> LoginOkAsync(string user, params (string Name, string? Value)[] changes) =>
        PostTokenOkAsync(Login(user, changes));

    protected (string Name, string? Value)[] AsWeb(params (string Name, string? Value)[] more) =>
        [("client_id", Web.ClientId), ("client_secret", Plain(Web.ClientSecret!)), .. more];

    /// <summary>Signs a user in up to the second factor, and returns the mfa_token.</summary>
    protected async Task<string> MfaTokenAsync(string user, params (string Name, string? Value)[] changes)
    {
        using var response = await LoginAsync(user, changes);
        var answer = await ReadAsync(response);
        return answer["mfa_token"]?.GetValue<string>() ?? throw new InvalidOperationException(answer.ToJsonString());
    }

    protected async Task<HttpResponseMessage> ChallengeAsync(string mfaToken, string? type = null, string? authenticatorId = null)
    {
        var body = new JsonObject { ["client_id"] = Native.ClientId, ["mfa_token"] = mfaToken };
        if (type is not null)
        {
            body["challenge_type"] = type;
        }

        if (authenticatorId is not null)
        {
            body["authenticator_id"] = authenticatorId;
        }

        return await Http.PostAsync("/mfa/challenge", Json(body.ToJsonString()), Cancel);
    }

    protected async Task<string> OobCodeAsync(string mfaToken)
    {
        using var response = await ChallengeAsync(mfaToken);
        return Text(await ReadAsync(response), "oob_code");
    }
}
