namespace Auth0Flows;

/// <summary>A saved connection: what a session is made of, without any secret.</summary>
public sealed record Auth0Profile
{
    /// <summary>The name: 1 to 64 letters, digits, dots, dashes and underscores; it begins with a letter or a digit.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant.</summary>
    public required Auth0Domain Domain { get; init; }

    /// <summary>The application's client id.</summary>
    public required string ClientId { get; init; }

    /// <summary>How the application authenticates. <see cref="Auth0ClientAuthenticationMethod.None"/> for a public application.</summary>
    public required Auth0ClientAuthenticationMethod ClientAuthenticationMethod { get; init; }

    /// <summary>The vault of SecretManagement that has the client secret or the passphrase of the private key, if one has.</summary>
    public string? Vault { get; init; }

    /// <summary>The name of the secret in the vault.</summary>
    public string? VaultSecretName { get; init; }

    /// <summary>The file with the application's private key.</summary>
    public string? PrivateKeyPath { get; init; }

    /// <summary>The file with the application's certificate and its private key.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>The thumbprint of the application's certificate in the system's store.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>The id that Auth0 shows for the key (<c>kid</c>).</summary>
    public string? KeyId { get; init; }

    /// <summary>The algorithm that signs with the key.</summary>
    public Auth0SigningAlgorithm SigningAlgorithm { get; init; } = Auth0SigningAlgorithm.RS256;

    /// <summary>The source of the workload's identity token, as <see cref="Auth0FederatedToken.Parse"/> takes it; null for none.</summary>
    public string? FederatedToken { get; init; }

    /// <summary>The type of the identity token: the URI in the tenant's token exchange profile.</summary>
    public string? SubjectTokenType { get; init; }

    /// <summary>The audience that the identity token must have.</summary>
    public string? FederatedTokenAudience { get; init; }

    /// <summary>The default audience.</summary>
    public string? Audience { get; init; }

    /// <summary>The scopes that users sign in with by default.</summary>
    public IReadOnlyList<string>? Scope { get; init; }

    /// <summary>The default organization.</summary>
    public string? Organization { get; init; }

    /// <summary>The Management API's audience, if the domain is a custom domain.</summary>
    public string? ManagementAudience { get; init; }

    /// <summary>The token store of its sessions, without a password; null for what the environment names.</summary>
    public string? TokenStore { get; init; }

    /// <summary>Whether the tokens of its sessions are bound to a key (DPoP).</summary>
    public bool DPoP { get; init; }

    /// <summary>Whether it is the default profile.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
