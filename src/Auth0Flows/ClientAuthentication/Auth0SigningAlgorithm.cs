namespace Auth0Flows;

/// <summary>The signing algorithms of an application's assertions that Auth0 accepts (RFC 7518 §3.1).</summary>
public enum Auth0SigningAlgorithm
{
    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    RS256,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384.</summary>
    RS384,

    /// <summary>RSASSA-PSS with SHA-256.</summary>
    PS256,
}
