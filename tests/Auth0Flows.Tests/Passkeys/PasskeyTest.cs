using System.Buffers.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Passkeys;

/// <summary>A tenant with passkeys, and logins with a software authenticator.</summary>
public abstract class PasskeyTest : LoginTest
{
    protected static Auth0PasskeyLoginOptions Options { get; } =
        new() { Audience = Orders, Scope = ["openid", "offline_access", "read:orders"] };

    protected PasskeyTest() => Tenant.EnablePasskeys();

    protected static JsonNode OptionsOf(Auth0PasskeyChallenge challenge) => JsonNode.Parse(challenge.OptionsJson)!;

    protected static string Text(JsonNode json, string name) => json[name]!.GetValue<string>();

    protected static string[] Names(JsonNode json) =>
        [.. json.AsObject().Select(static member => member.Key).Order(StringComparer.Ordinal)];

    protected static byte[] Bytes(JsonNode json, string name) => Base64Url.DecodeFromChars(Text(json, name));

    protected JsonNode Sent() => JsonNode.Parse(Tenant.Requests.Last(static request => request.Method == "POST").ReadBody())!;

    protected void AnswerChallenge(string body) =>
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/passkey/challenge",
                StatusCode = 200,
                Body = body,
            }
        );

    protected Task<Auth0Token> CompleteAsync(Auth0Session session, Auth0PasskeyChallenge challenge, JsonObject answer) =>
        Task.Run(
            () =>
                session
                    .GetTokenAsync(
                        new PasskeyGrant(challenge, Auth0PasskeyAnswer.Parse(answer.ToJsonString())),
                        Log,
                        cancellationToken: Cancel
                    )
                    .AsTask(),
            Cancel
        );

    protected Task<Auth0PasskeyChallenge> StartRegistrationAsync(Auth0Session session, string email, string? organization = null) =>
        session.StartPasskeyRegistrationAsync(
            new Auth0PasskeyUser { Email = email },
            Options with
            {
                Organization = organization,
            },
            Log,
            Cancel
        );

    private protected async Task<SoftwareAuthenticator> RegisterAsync(Auth0Session? session = null, string? organization = null)
    {
        var key = new SoftwareAuthenticator();
        var challenge = await StartRegistrationAsync(session ?? Mobile, "ann@example.com", organization);
        await CompleteAsync(session ?? Mobile, challenge, key.Create(OptionsOf(challenge)));
        return key;
    }

    private protected async Task<Auth0Token> SignInAsync(Auth0Session session, SoftwareAuthenticator key, string? organization = null)
    {
        var challenge = await session.StartPasskeyLoginAsync(Options with { Organization = organization }, Log, Cancel);
        return await CompleteAsync(session, challenge, key.Get(OptionsOf(challenge)));
    }
}
