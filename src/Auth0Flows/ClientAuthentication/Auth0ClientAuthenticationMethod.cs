namespace Auth0Flows;

/// <summary>How an application authenticates at the token endpoint (OpenID Connect Core §9).</summary>
public enum Auth0ClientAuthenticationMethod
{
    /// <summary><c>none</c>: a public client, which sends only its client id.</summary>
    None,

    /// <summary><c>client_secret_post</c>: the secret in the body.</summary>
    ClientSecretPost,

    /// <summary><c>client_secret_basic</c>: the secret with HTTP Basic.</summary>
    ClientSecretBasic,

    /// <summary><c>private_key_jwt</c>: an assertion signed with a private key (RFC 7523).</summary>
    PrivateKeyJwt,
}
