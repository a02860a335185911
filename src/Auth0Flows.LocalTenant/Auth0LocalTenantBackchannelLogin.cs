namespace Auth0Flows.LocalTenant;

/// <summary>A backchannel login that a user has been asked to approve, as the user's device shows it.</summary>
/// <param name="User">The user.</param>
/// <param name="ClientId">The application that asks.</param>
/// <param name="BindingMessage">The message.</param>
/// <param name="Channel">How the user was asked: <c>guardian-push</c> or <c>email</c>.</param>
/// <param name="AuthorizationDetails">What the user is asked to authorize, as JSON; null for nothing in particular.</param>
/// <param name="ExpiresAt">When the request expires, by the tenant's clock.</param>
public sealed record Auth0LocalTenantBackchannelLogin(
    Auth0LocalTenantUser User,
    string ClientId,
    string BindingMessage,
    string Channel,
    string? AuthorizationDetails,
    DateTimeOffset ExpiresAt
);
