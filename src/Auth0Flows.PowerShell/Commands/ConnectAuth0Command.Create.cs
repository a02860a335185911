namespace Auth0Flows.PowerShell;

// Creates the session, from the parameters or from a saved profile.
public sealed partial class ConnectAuth0Command
{
    private Auth0Session Create()
    {
        if (ParameterSetName == TokenSet)
        {
            return CreateFromToken();
        }

        var saved = SavedProfile();
        var profile = saved is null ? WithFederatedToken(CreateProfile()) : WithParameters(saved);
        var client = CreateClient(profile);
        var isSaved = SaveAs is not null || Default;
        profile = isSaved ? Named(profile) : profile;
        var options = WithRequests(ProfileSession.OptionsOf(profile, client)) with
        {
            Name = Name ?? (profile.Name.Length > 0 ? profile.Name : RunspaceState.Current.NameFor(profile.Domain.ToString(), ClientId)),
            Profile = profile.Name.Length > 0 ? profile.Name : null,
        };
        var session = new Auth0Session(options.WithStore(TokenStore ?? profile.TokenStore, CacheKey));
        if (isSaved)
        {
            SaveFor(session, profile);
        }

        return session;
    }

    private Auth0Profile CreateProfile() =>
        new()
        {
            Name = "",
            Domain = Auth0Domain.Parse(Domain),
            ClientId = ClientId,
            ClientAuthenticationMethod = MethodOf(),
            Vault = Vault,
            VaultSecretName = VaultSecretName,
            PrivateKeyPath = ParameterSetName == KeySet ? FilePathOf(PrivateKeyPath) : null,
            CertificatePath = CertificatePath is null ? null : FilePathOf(CertificatePath),
            CertificateThumbprint = CertificateThumbprint,
            KeyId = KeyId,
            SigningAlgorithm = SigningAlgorithm,
            Audience = Audience,
            Scope = Scope,
            Organization = Organization,
            ManagementAudience = ManagementAudience,
            TokenStore = SavedStore(),
            DPoP = UsesDPoP(saved: null),
        };

    private Auth0Profile WithParameters(Auth0Profile saved)
    {
        CheckVault();
        return saved with
        {
            ClientAuthenticationMethod = MethodOf(saved),
            Vault = Vault ?? saved.Vault,
            VaultSecretName = VaultSecretName ?? saved.VaultSecretName,
            Audience = Audience ?? saved.Audience,
            Scope = Scope ?? saved.Scope,
            Organization = Organization ?? saved.Organization,
            ManagementAudience = ManagementAudience ?? saved.ManagementAudience,
            TokenStore = SavedStore() ?? saved.TokenStore,
            DPoP = UsesDPoP(saved),
        };
    }

    private Auth0ClientAuthenticationMethod MethodOf(Auth0Profile saved)
    {
        var isBound = MyInvocation.BoundParameters.ContainsKey(nameof(ClientAuthenticationMethod));
        var hasSecret = ClientSecret is { Length: > 0 };
        var hasKey = saved.ClientAuthenticationMethod.UsesKey();
        var wantsKey = PrivateKeyPassphrase is not null || (isBound && ClientAuthenticationMethod.UsesKey());
        return (hasKey ? isBound || hasSecret : wantsKey)
                ? throw new Auth0ConfigurationException(
                    Auth0ErrorCode.ConflictingParameters,
                    $"The profile {saved.Name} authenticates with {(hasKey ? "a private key or a certificate: it takes no client secret" : "no private key")}."
                )
            : isBound ? ClientAuthenticationMethod
            : saved.ClientAuthenticationMethod == Auth0ClientAuthenticationMethod.None && (hasSecret || Vault is not null)
                ? Auth0ClientAuthenticationMethod.ClientSecretPost
            : saved.ClientAuthenticationMethod;
    }
}
