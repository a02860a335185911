namespace Auth0Flows;

/// <summary>What signs an application's assertions (RFC 7518 §3.1); the ones that Auth0 takes.</summary>
public enum Auth0SigningAlgorithm
{
    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    RS256,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384.</summary>
    RS384,

    /// <summary>RSASSA-PSS with SHA-256.</summary>
    PS256,
}
