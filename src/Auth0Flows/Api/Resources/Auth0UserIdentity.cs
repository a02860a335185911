using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>An account of a user in a connection: <see href="https://auth0.com/docs/api/management/v2/users/get-users-by-id"/>.</summary>
public sealed class Auth0UserIdentity : Auth0Object
{
    /// <summary>The connection's name.</summary>
    public string? Connection { get; set; }

    /// <summary>The id at the provider, without the provider's name.</summary>
    public string? UserId { get; set; }

    /// <summary>The provider: <c>auth0</c>, <c>google-oauth2</c>, …</summary>
    public string? Provider { get; set; }

    /// <summary>Whether the provider is a social provider.</summary>
    [JsonPropertyName("isSocial")]
    public bool? IsSocial { get; set; }

    /// <summary>The provider's access token; only if the token has <c>read:user_idp_tokens</c>.</summary>
    public Auth0Secret? AccessToken { get; set; }

    /// <summary>The OAuth 1.0a secret of the access token; only if the token has <c>read:user_idp_tokens</c>.</summary>
    public Auth0Secret? AccessTokenSecret { get; set; }

    /// <summary>The provider's refresh token; only if the token has <c>read:user_idp_tokens</c>.</summary>
    public Auth0Secret? RefreshToken { get; set; }

    /// <summary>A linked account's profile at the provider.</summary>
    [JsonPropertyName("profileData")]
    public OrderedDictionary? ProfileData { get; set; }

    /// <summary>Provider and id, as in a user's id.</summary>
    public override string ToString() => $"{Provider}|{UserId}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The accounts that are linked to a user: <see href="https://auth0.com/docs/api/management/v2/users/post-identities"/>.
    /// </summary>
    /// <param name="userId">The id of the user whose account is the primary one.</param>
    public static Auth0Resource<Auth0UserIdentity> IdentitiesOf(string userId) =>
        new(
            PathTemplate.Expand("users/{id}/identities", _ => userId),
            "identities",
            Auth0JsonContext.Default.Auth0UserIdentity,
            Auth0Paging.None
        );
}
