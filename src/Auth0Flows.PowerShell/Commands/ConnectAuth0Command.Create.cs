namespace Auth0Flows.PowerShell;

// Creates the session, from the parameters or from a saved profile.
public sealed partial class ConnectAuth0Command
{
    private Auth0Session Create()
    {
        var saved = SavedProfile();
        var profile = saved is null ? CreateProfile() : WithParameters(saved);
        var client = saved is null ? CreateClient(profile) : ClientOf(saved);
        if (SaveAs is not null || Default)
        {
            profile = Save(profile);
        }

        return new(
            ProfileSession.OptionsOf(profile, client) with
            {
                Name =
                    Name ?? (profile.Name.Length > 0 ? profile.Name : RunspaceState.Current.NameFor(profile.Domain.ToString(), ClientId)),
                Profile = profile.Name.Length > 0 ? profile.Name : null,
                MaximumRetryCount = MaximumRetryCount,
                MaximumRetryDelay = TimeSpan.FromSeconds(MaximumRetryDelaySec),
                Timeout = TimeSpan.FromSeconds(TimeoutSec),
            }
        );
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
            KeyId = KeyId,
            SigningAlgorithm = SigningAlgorithm,
            Audience = Audience,
            Organization = Organization,
            ManagementAudience = ManagementAudience,
        };

    private Auth0Profile WithParameters(Auth0Profile saved) =>
        saved with
        {
            Audience = Audience ?? saved.Audience,
            Organization = Organization ?? saved.Organization,
            ManagementAudience = ManagementAudience ?? saved.ManagementAudience,
        };
}
