using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>
/// /passkey: starts logins and registrations with passkeys (Auth0, "Start a Passkey Challenge", "Register a New User With a Passkey").
/// </summary>
internal sealed class PasskeyEndpoints(
    ClientAuthenticator authenticator,
    TenantDirectory directory,
    PasskeyStore passkeys,
    PasskeySessions sessions,
    TenantLog log,
    TenantClock clock
)
{
    public const string ChallengePath = "/passkey/challenge";

    public const string RegisterPath = "/passkey/register";

    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(1);

    /// <summary>POST /passkey/challenge.</summary>
    public ValueTask<ServerResponse> ChallengeAsync(ServerRequest request) =>
        ValueTask.FromResult(Answer(request, "passkey_challenge", Challenge));

    /// <summary>POST /passkey/register.</summary>
    public ValueTask<ServerResponse> RegisterAsync(ServerRequest request) =>
        ValueTask.FromResult(Answer(request, "passkey_register", Register));

    private ServerResponse Answer(
        ServerRequest request,
        string type,
        Func<TokenRequest, AuthenticatedClient, JsonResource, Organization?, (PasskeySession Session, JsonObject Options)> start
    )
    {
        var parameters = TokenRequest.ReadJson(request);
        try
        {
            var client = authenticator.Authenticate(request, parameters);
            CheckClient(client);
            var connection = FindConnection(parameters["realm"] ?? Connections.Default);
            var organization = directory.Organizations.Require(parameters["organization"]);
            if (organization is null && client.RequiresOrganization)
            {
                throw OAuthException.InvalidRequest("parameter organization is required for this client");
            }

            var (session, options) = start(parameters, client, connection, organization);
            log.Add($"{type}_started", null, request, client.ClientId);
            options["challenge"] = session.Challenge;
            options["timeout"] = (int)_lifetime.TotalMilliseconds;
            return ServerResponse.Json(
                200,
                new JsonObject { ["authn_params_public_key"] = options, ["auth_session"] = sessions.Begin(session) }
            );
        }
        catch (OAuthException refusal)
        {
            log.Add($"{type}_failed", refusal.Message, request, parameters["client_id"]);
            throw;
        }
    }

    private (PasskeySession, JsonObject) Challenge(
        TokenRequest parameters,
        AuthenticatedClient client,
        JsonResource connection,
        Organization? organization
    )
    {
        var session = Create(client, connection, organization);
        return (session, new JsonObject { ["rpId"] = PasskeyVerifier.RelyingPartyId, ["userVerification"] = VerificationOf(session) });
    }

    private (PasskeySession, JsonObject) Register(
        TokenRequest parameters,
        AuthenticatedClient client,
        JsonResource connection,
        Organization? organization
    )
    {
        if ((connection.Json["options"] as JsonObject)?["disable_signup"].AsFlag() == true)
        {
            throw OAuthException.InvalidRequest("Public signup is disabled for this connection");
        }

        var profile = PasskeyProfile.Read(parameters.Object("user_profile"), connection, directory.Users);
        var session = Create(client, connection, organization, profile, PasskeyProfile.ReadMetadata(parameters.Request), Random(32));
        var name = profile["email"].AsText() ?? profile["username"].AsText() ?? profile["phone_number"].AsText();
        var options = new JsonObject
        {
            ["rp"] = new JsonObject { ["id"] = PasskeyVerifier.RelyingPartyId, ["name"] = PasskeyVerifier.RelyingPartyId },
            ["user"] = new JsonObject
            {
                ["id"] = session.UserHandle,
                ["name"] = name,
                ["displayName"] = profile["name"].AsText() ?? name,
            },
            ["pubKeyCredParams"] = new JsonArray([
                .. CoseKey.Algorithms.Select(static algorithm => new JsonObject { ["type"] = "public-key", ["alg"] = algorithm }),
            ]),
            ["authenticatorSelection"] = new JsonObject { ["residentKey"] = "required", ["userVerification"] = VerificationOf(session) },
        };
        return (session, options);
    }

    private static string Random(int length) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(length));

    private static string VerificationOf(PasskeySession session) => session.RequiresUserVerification ? "required" : "preferred";

    // The remarks of both pages. The causes are those of a 400.
    private static void CheckClient(AuthenticatedClient client)
    {
        if (!client.MayUse(GrantTypes.WebAuthn))
        {
            throw new OAuthException(400, "unauthorized_client", $"Grant type '{GrantTypes.WebAuthn}' not allowed for the client.");
        }

        if (!client.IsFirstParty)
        {
            throw OAuthException.InvalidRequest("Third-party clients can't use passkeys.");
        }

        if (!client.IsOidcConformant)
        {
            throw OAuthException.InvalidRequest("The client must be OIDC conformant to use passkeys.");
        }
    }

    private JsonResource FindConnection(string realm)
    {
        var connection = directory.Connections.HavePasswords(realm) ? directory.Connections.FindByName(realm)! : null;
        return connection is null ? throw OAuthException.InvalidRequest("the connection was not found")
            : IsEnabled(connection) ? connection
            : throw OAuthException.InvalidRequest($"Passkeys are not enabled for the connection {realm}.");
    }

    private static bool IsEnabled(JsonResource connection) =>
        (((connection.Json["options"] as JsonObject)?["authentication_methods"] as JsonObject)?["passkey"] as JsonObject)?[
            "enabled"
        ].AsFlag() == true;

    private PasskeySession Create(
        AuthenticatedClient client,
        JsonResource connection,
        Organization? organization,
        JsonObject? profile = null,
        JsonObject? metadata = null,
        string? userHandle = null
    ) =>
        new()
        {
            ClientId = client.ClientId,
            Realm = connection.Name,
            Organization = organization,
            Challenge = Random(32),
            ExpiresAt = clock.UtcNow + _lifetime,
            RequiresUserVerification = passkeys.RequiresUserVerification(connection.Name),
            Profile = profile,
            Metadata = metadata,
            UserHandle = userHandle,
        };
}
