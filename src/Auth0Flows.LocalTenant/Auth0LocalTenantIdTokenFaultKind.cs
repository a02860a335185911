namespace Auth0Flows.LocalTenant;

/// <summary>What is wrong with an ID token, beside what the fault sets in its header and its claims.</summary>
public enum Auth0LocalTenantIdTokenFaultKind
{
    /// <summary>Nothing else: it is signed as always, over the header and the claims as the fault has changed them.</summary>
    Changed,

    /// <summary>It is signed by a key that isn't the tenant's, under the <c>kid</c> of the tenant's own.</summary>
    UnpublishedKey,

    /// <summary>It is signed by a key that isn't the tenant's, under a <c>kid</c> that the tenant doesn't publish.</summary>
    UnknownKey,

    /// <summary>It says <c>"alg": "none"</c>, and its signature is empty (RFC 7519 §6).</summary>
    AlgorithmNone,

    /// <summary>
    /// It says <c>"alg": "HS256"</c>, and the secret is the tenant's public key in PEM (SubjectPublicKeyInfo, lines of 64 characters, none
    /// after
    /// the last): who takes the algorithm from the token and the key from the tenant finds the signature right (RFC 8725 §2.1).
    /// </summary>
    PublicKeyAsSecret,

    /// <summary>It says <c>"alg": "HS256"</c>, and the secret is the modulus of the tenant's public key: the bytes of <c>n</c>.</summary>
    ModulusAsSecret,

    /// <summary>One bit of its signature is another one.</summary>
    DamagedSignature,

    /// <summary>There is none, although <c>openid</c> was asked for.</summary>
    LeftOut,
}
