using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

// Where the session's tokens outlive the process.
public sealed partial class ConnectAuth0Command
{
    /// <summary>
    /// The store that keeps the session's tokens, encrypted, for later processes: File, Keyring, vault: with a vault's name, or the address
    /// of a Redis server; None for no store.
    /// </summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(TokenStoreCompleter))]
    public string? TokenStore { get; set; }

    /// <summary>The key that encrypts stored tokens. Default: what the application authenticates with.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [Secret]
    [ValidateNotNull]
    public SecureString? CacheKey { get; set; }

    // A profile has no secrets, so an address loses its password.
    private string? SavedStore()
    {
        if (TokenStore is null)
        {
            return null;
        }

        using var store = TokenStores.Create(TokenStore);
        return store?.Name ?? TokenStore;
    }
}
