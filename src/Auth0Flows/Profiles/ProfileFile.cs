using System.Text.Json.Serialization;

namespace Auth0Flows.Profiles;

/// <summary>A profile as its file has it.</summary>
internal sealed record ProfileFile
{
    /// <summary>The newest version of the format that is read here.</summary>
    public const int Version = 1;

    [JsonPropertyName("version")]
    public int? FileVersion { get; init; }

    public string? Domain { get; init; }

    public string? ClientId { get; init; }

    public Auth0ClientAuthenticationMethod? ClientAuthenticationMethod { get; init; }

    public string? Vault { get; init; }

    public string? VaultSecretName { get; init; }

    public string? PrivateKeyPath { get; init; }

    public string? CertificatePath { get; init; }

    public string? CertificateThumbprint { get; init; }

    public string? KeyId { get; init; }

    public Auth0SigningAlgorithm? SigningAlgorithm { get; init; }

    public string? FederatedToken { get; init; }

    public string? SubjectTokenType { get; init; }

    public string? FederatedTokenAudience { get; init; }

    public string? Audience { get; init; }

    public string[]? Scope { get; init; }

    public string? Organization { get; init; }

    public string? ManagementAudience { get; init; }

    public string? TokenStore { get; init; }

    [JsonPropertyName("dpop")]
    public bool? DPoP { get; init; }

    public static ProfileFile Of(Auth0Profile profile) =>
        new()
        {
            FileVersion = Version,
            Domain = profile.Domain.ToString(),
            ClientId = profile.ClientId,
            ClientAuthenticationMethod = profile.ClientAuthenticationMethod,
            Vault = profile.Vault,
            VaultSecretName = profile.VaultSecretName,
            PrivateKeyPath = profile.PrivateKeyPath,
            CertificatePath = profile.CertificatePath,
            CertificateThumbprint = profile.CertificateThumbprint,
            KeyId = profile.KeyId,
            SigningAlgorithm =
                profile.ClientAuthenticationMethod == Auth0ClientAuthenticationMethod.PrivateKeyJwt ? profile.SigningAlgorithm : null,
            FederatedToken = profile.FederatedToken,
            SubjectTokenType = profile.SubjectTokenType,
            FederatedTokenAudience = profile.FederatedTokenAudience,
            Audience = profile.Audience,
            Scope = profile.Scope?.ToArray(),
            Organization = profile.Organization,
            ManagementAudience = profile.ManagementAudience,
            TokenStore = profile.TokenStore,
            DPoP = profile.DPoP ? true : null,
        };

    /// <summary>The profile, or why the file contains none.</summary>
    public (Auth0Profile? Profile, string? Fault) ToProfile(string name, bool isDefault)
    {
        var method = ClientAuthenticationMethod ?? Auth0ClientAuthenticationMethod.None;
        var fault =
            !Auth0Domain.TryParse(Domain, out var domain) ? "the domain is missing or not a tenant's domain"
            : string.IsNullOrWhiteSpace(ClientId) ? "the client_id is missing"
            : !HasKeyOf(method) ? "private_key_path and client_authentication_method don't match"
            : FederatedToken is null != SubjectTokenType is null ? "federated_token and subject_token_type must both be present"
            : Vault is null != VaultSecretName is null ? "vault and vault_secret_name must both be present"
            : null;
        return fault is not null
            ? (null, fault)
            : (
                new Auth0Profile
                {
                    Name = name,
                    Domain = domain!,
                    ClientId = ClientId!,
                    ClientAuthenticationMethod = method,
                    Vault = Vault,
                    VaultSecretName = VaultSecretName,
                    PrivateKeyPath = PrivateKeyPath,
                    CertificatePath = CertificatePath,
                    CertificateThumbprint = CertificateThumbprint,
                    KeyId = KeyId,
                    SigningAlgorithm = SigningAlgorithm ?? Auth0SigningAlgorithm.RS256,
                    FederatedToken = FederatedToken,
                    SubjectTokenType = SubjectTokenType,
                    FederatedTokenAudience = FederatedTokenAudience,
                    Audience = Audience,
                    Scope = Scope,
                    Organization = Organization,
                    ManagementAudience = ManagementAudience,
                    TokenStore = TokenStore,
                    DPoP = DPoP == true,
                    IsDefault = isDefault,
                },
                null
            );
    }

    // A key, or where the certificate is: one of them if the method needs it, and none otherwise.
    private bool HasKeyOf(Auth0ClientAuthenticationMethod method)
    {
        var given = new[] { PrivateKeyPath, CertificatePath, CertificateThumbprint }.Count(static place => place is not null);
        return method switch
        {
            Auth0ClientAuthenticationMethod.PrivateKeyJwt => given == 1,
            Auth0ClientAuthenticationMethod.TlsClientAuth or Auth0ClientAuthenticationMethod.SelfSignedTlsClientAuth => given == 1
                && PrivateKeyPath is null,
            _ => given == 0,
        };
    }
}
