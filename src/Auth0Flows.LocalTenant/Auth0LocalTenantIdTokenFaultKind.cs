namespace Auth0Flows.LocalTenant;

/// <summary>What is wrong with an ID token, in addition to the header members and claims that the fault sets.</summary>
public enum Auth0LocalTenantIdTokenFaultKind
{
    /// <summary>Nothing else: the token is signed as usual, over the changed header and claims.</summary>
    Changed,

    /// <summary>Signed with a key that isn't the tenant's, under the <c>kid</c> of the tenant's key.</summary>
    UnpublishedKey,

    /// <summary>Signed with a key that isn't the tenant's, under a <c>kid</c> that the tenant doesn't publish.</summary>
    UnknownKey,

    /// <summary>The token has <c>"alg": "none"</c> and an empty signature (RFC 7519 §6).</summary>
    AlgorithmNone,

    /// <summary>
    /// The token has <c>"alg": "HS256"</c>, and the secret is the tenant's public key in PEM (SubjectPublicKeyInfo, lines of 64 characters,
    /// no line break after the last). A client that takes the algorithm from the token and the key from the tenant finds the signature
    /// valid (RFC 8725 §2.1).
    /// </summary>
    PublicKeyAsSecret,

    /// <summary>
    /// The token has <c>"alg": "HS256"</c>, and the secret is the modulus of the tenant's public key: the bytes of <c>n</c>.
    /// </summary>
    ModulusAsSecret,

    /// <summary>One bit of the signature is changed.</summary>
    DamagedSignature,

    /// <summary>There is no ID token, although <c>openid</c> was requested.</summary>
    LeftOut,
}
