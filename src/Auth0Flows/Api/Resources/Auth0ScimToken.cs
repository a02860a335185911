using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A token with which an identity provider sends users by SCIM:
/// <see href="https://auth0.com/docs/api/management/v2/connections/get-scim-tokens"/>.
/// </summary>
public sealed class Auth0ScimToken : Auth0Object
{
    /// <summary>Its id.</summary>
    public string? TokenId { get; set; }

    /// <summary>The token; only in the response that creates it.</summary>
    public Auth0Secret? Token { get; set; }

    /// <summary>What it can do: <c>get:users</c>, <c>post:users</c>, …</summary>
    public string[]? Scopes { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it ends; empty if it doesn't end.</summary>
    public DateTimeOffset? ValidUntil { get; set; }

    /// <summary>When it was used last.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Its id.</summary>
    public override string ToString() => TokenId ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The SCIM tokens of a connection: <see href="https://auth0.com/docs/api/management/v2/connections/get-scim-tokens"/>.
    /// </summary>
    /// <param name="connectionId">The connection's id.</param>
    public static Auth0Resource<Auth0ScimToken> ScimTokens(string connectionId) =>
        new(
            PathTemplate.Expand("connections/{id}/scim-configuration/tokens", _ => connectionId),
            "tokens",
            Auth0JsonContext.Default.Auth0ScimToken,
            Auth0Paging.None
        );
}
