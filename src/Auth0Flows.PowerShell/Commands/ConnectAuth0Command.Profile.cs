using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

// Profiles: connecting with one, and saving a connection as one.
public sealed partial class ConnectAuth0Command
{
    /// <summary>Saves the connection as a profile of this name, without its secret. A profile of the same name is replaced.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string? SaveAs { get; set; }

    /// <summary>Makes the profile the default one: Connect-Auth0 without parameters connects with it.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    public SwitchParameter Default { get; set; }

    // Null if the parameters describe the connection themselves.
    private Auth0Profile? SavedProfile()
    {
        if (ParameterSetName == ProfileSet)
        {
            return Auth0ProfileStore.OfUser().Get(ProfileName);
        }

        if (ParameterSetName != ClientSet || (Domain.Length > 0 && ClientId.Length > 0))
        {
            return null;
        }

        if (ClientId.Length > 0)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "Connecting as an application needs its tenant: -Domain."
            );
        }

        var name = Domain.Length > 0 ? Domain : ProfileSession.DefaultName;
        return name is null
                ? throw new Auth0ConfigurationException(
                    Auth0ErrorCode.MissingParameter,
                    "Specify a domain and a client id, or a profile: there is no default profile."
                )
            : name.AsSpan().ContainsAny(":/@") || (Domain.Contains('.') && !Auth0ProfileStore.OfUser().Contains(name))
                ? throw MissingClientId()
            : Auth0ProfileStore.OfUser().Get(name);
    }

    private Auth0ConfigurationException MissingClientId()
    {
        var domain = Auth0Domain.Parse(Domain); // if it isn't one, that is the error
        return new(Auth0ErrorCode.MissingParameter, $"Connecting to {domain} needs the client id of an application: -ClientId.");
    }

    private Auth0Profile Named(Auth0Profile profile)
    {
        var name = SaveAs ?? profile.Name;
        return name.Length == 0
            ? throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "-Default needs a profile: specify -SaveAs, or the name of a profile."
            )
            : profile with
            {
                Name = name,
                IsDefault = Default,
            };
    }

    private void SaveFor(Auth0Session session, Auth0Profile profile)
    {
        var store = Auth0ProfileStore.OfUser();
        try
        {
            if (SaveAs is not null)
            {
                store.Save(profile);
            }
            else
            {
                store.SetDefault(profile.Name);
            }
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private Auth0ClientAuthentication ClientOf(Auth0Profile profile) =>
        new ProfileSecret(
            profile,
            profile.ClientAuthenticationMethod.UsesKey() ? PrivateKeyPassphrase : ClientSecret,
            HostPrompt.IsPersonThere(this) ? AskSecret : null
        ).CreateClient();

    // Null if the host can't prompt, or if nothing was typed.
    private SecureString? AskSecret(string what)
    {
        try
        {
            return AtHost(ui =>
            {
                ui.Write($"{what}: ");
                return ui.ReadLineAsSecureString() is { Length: > 0 } secret ? secret : null;
            });
        }
        catch (Exception failure) when (HostPrompt.IsRefusal(failure))
        {
            return null; // the error then says that the secret is missing, and how to specify it
        }
    }
}
