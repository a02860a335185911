namespace Auth0Flows;

/// <summary>How an application authenticates at the token endpoint (OpenID Connect Core §9, RFC 8705 §2).</summary>
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

    /// <summary><c>tls_client_auth</c>: a certificate that an authority issued, presented with TLS (RFC 8705 §2.1).</summary>
    TlsClientAuth,

    /// <summary><c>self_signed_tls_client_auth</c>: a certificate that is registered itself, presented with TLS (RFC 8705 §2.2).</summary>
    SelfSignedTlsClientAuth,
}
