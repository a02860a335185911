using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>
/// What an authenticator answered, instead of a password (Auth0, "Native Passkeys API"). A registration creates its user here.
/// </summary>
internal sealed class WebAuthnGrant(
    PasskeySessions sessions,
    PasskeyStore passkeys,
    TenantDirectory directory,
    UserScopes userScopes,
    AuthorizationDetails details,
    UserLogin login,
    TenantClock clock
) : IGrant
{
    private readonly PasskeyVerifier _verifier = new(passkeys);

    public string GrantType => GrantTypes.WebAuthn;

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        var id = request.Require("auth_session");
        var answer = AuthnResponse.Read(request);
        var session = sessions.Find(id, client.ClientId);
        CheckTarget(request, session);
        if (answer.IsAttestation != session.IsRegistration)
        {
            throw OAuthException.InvalidRequest(
                $"authn_response is not the answer to {(session.IsRegistration ? "a registration" : "a login")}"
            );
        }

        var asked = request.Scopes;
        var scopes = userScopes.Grant(asked, request["audience"], givesAll: false);
        var authorized = details.Read(request["authorization_details"], request["audience"]);
        sessions.Use(id);
        var user = session.IsRegistration ? Register(answer, session) : SignIn(answer, session);
        return await login
            .CompleteAsync(
                new UserAuthorization
                {
                    User = user,
                    ClientId = client.ClientId,
                    Audience = request["audience"],
                    AskedScopes = asked,
                    Scopes = scopes,
                    AuthorizationDetails = authorized,
                    Grant = GrantTypes.WebAuthn,
                    AuthenticatedAt = clock.UtcNow,
                    Organization = session.Organization,
                },
                client
            )
            .ConfigureAwait(false);
    }

    // Without a realm, the request means the default directory.
    private void CheckTarget(TokenRequest request, PasskeySession session)
    {
        if ((request["realm"] ?? Connections.Default) != session.Realm)
        {
            throw OAuthException.InvalidRequest("The realm is not the one that the login was started for.");
        }

        if (directory.Organizations.Require(request["organization"]) != session.Organization)
        {
            throw OAuthException.InvalidRequest("The organization is not the one that the login was started for.");
        }
    }

    private Auth0LocalTenantUser SignIn(AuthnResponse answer, PasskeySession session)
    {
        var credential = _verifier.VerifyLogin(answer, session);
        if (directory.Users.FindById(credential.UserId) is not { } user || user.Connection != session.Realm)
        {
            throw OAuthException.InvalidGrant("The credential's user is not one of this connection.");
        }

        return session.Organization is { } organization && !directory.Organizations.IsMember(organization.Id, user.UserId)
            ? throw OAuthException.AccessDenied($"user {user.UserId} is not part of the {organization.Id} organization")
            : user;
    }

    private Auth0LocalTenantUser Register(AuthnResponse answer, PasskeySession session)
    {
        var (id, key, signCount) = _verifier.VerifyRegistration(answer, session);
        var profile = session.Profile!;
        var user = new Auth0LocalTenantUser($"auth0|{Identifiers.NewUserId()}", session.Realm, new Auth0LocalTenantSecret(""), clock.UtcNow)
        {
            Email = profile["email"].AsText(),
            EmailVerified = false,
            Username = profile["username"].AsText(),
            PhoneNumber = profile["phone_number"].AsText(),
            Name = profile["name"].AsText(),
            GivenName = profile["given_name"].AsText(),
            FamilyName = profile["family_name"].AsText(),
            Nickname = profile["nickname"].AsText(),
            Picture = profile["picture"].AsText(),
            UserMetadata = session.Metadata,
        };
        if (!directory.Users.TryAdd(user))
        {
            throw OAuthException.InvalidRequest("The user already exists.");
        }

        if (
            !passkeys.TryAdd(
                new PasskeyCredential(id, user.UserId, session.UserHandle!, key) { SignCount = signCount, CreatedAt = clock.UtcNow }
            )
        )
        {
            directory.Remove(user.UserId);
            throw OAuthException.InvalidGrant("The credential is already registered.");
        }

        if (session.Organization is { } organization)
        {
            directory.Organizations.MembersOf(organization.Id).Add(user.UserId);
        }

        return user;
    }
}
