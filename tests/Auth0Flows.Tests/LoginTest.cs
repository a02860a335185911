using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests;

/// <summary>The users and applications of the local tenant that tests sign in with.</summary>
public abstract class LoginTest : SessionTest
{
    /// <summary>A session of the confidential application, whose refresh tokens don't rotate.</summary>
    protected Auth0Session Web =>
        field ??= Connect(Auth0ClientAuthentication.SecretPost(WebApplication.ClientId, WebApplication.ClientSecret!));

    /// <summary>A session of the public application, whose refresh tokens rotate without leeway.</summary>
    protected Auth0Session Mobile => field ??= ConnectMobile();

    protected Auth0LocalTenantApplication WebApplication => Tenant.GetApplication("Web Portal");

    protected Auth0LocalTenantApplication MobileApplication => Tenant.GetApplication("Mobile for iOS");

    protected Auth0Session ConnectMobile() => Connect(Auth0ClientAuthentication.None(MobileApplication.ClientId));

    protected PasswordGrant Password(string user, string? audience = Orders, params string[] scope)
    {
        var known = Tenant.GetUser(user);
        return new PasswordGrant(known.Email!, known.Password, audience, scope);
    }

    protected Task<Auth0Token> SignInAsync(Auth0Session session, string user = "alice", params string[] scope) =>
        session.GetTokenAsync(Password(user, Orders, scope), Log, cancellationToken: Cancel).AsTask();

    /// <summary>Signs in with a refresh token.</summary>
    protected Task<Auth0Token> SignInForLongAsync(Auth0Session session, string user = "alice") =>
        SignInAsync(session, user, "openid", "offline_access", "read:orders", "create:orders");

    /// <summary>Signs in a user who needs a second factor, up to the challenge.</summary>
    protected async Task<Auth0MfaChallenge> ChallengeAsync(Auth0Session session, string user, params string[] scope) =>
        (await FailsAsync<Auth0MfaRequiredException>(Auth0ErrorCode.MfaRequired, () => SignInAsync(session, user, scope))).Challenge;

    protected IReadOnlyDictionary<string, string> LastForm => Tenant.Requests.Last(request => request.Path == "/oauth/token").Form;

    protected static IReadOnlyDictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(field => field.Name, field => field.Value);
}
