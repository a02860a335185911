using System.Management.Automation;
using System.Security;

namespace Auth0Flows.PowerShell;

// Signed authorization requests (RFC 9101), and the key that signs them.
public abstract partial class BrowserLoginCmdletBase
{
    // A number, because a field with the library's enum type would make PowerShell load the library before Isolation specifies where it is.
    private int _requestObjectSigningAlgorithm = (int)Auth0SigningAlgorithm.RS256;

    /// <summary>
    /// Signs the parameters with the application's private key, so that nobody can change them on the way (RFC 9101). The URL is valid for
    /// five minutes.
    /// </summary>
    [Parameter]
    public SwitchParameter SignedRequest { get; set; }

    /// <summary>
    /// A file with another private key that signs the parameters, in PEM. Default: the key that the session authenticates with.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RequestObjectKeyPath { get; set; }

    /// <summary>The passphrase of that key, if it is encrypted.</summary>
    [Parameter]
    [Secret]
    [ValidateNotNull]
    public SecureString? RequestObjectKeyPassphrase { get; set; }

    /// <summary>The id of that key at Auth0 (kid), if the application has several.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RequestObjectKeyId { get; set; }

    /// <summary>The signing algorithm of that key's credential: RS256, RS384 or PS256.</summary>
    [Parameter]
    public Auth0SigningAlgorithm RequestObjectSigningAlgorithm
    {
        get => (Auth0SigningAlgorithm)_requestObjectSigningAlgorithm;
        set => _requestObjectSigningAlgorithm = (int)value;
    }

    /// <summary>The other key, if one was specified. The caller disposes it.</summary>
    private protected Auth0RequestObjectKey? CreateKey()
    {
        if (RequestObjectKeyPath is { } path)
        {
            return Auth0RequestObjectKey.FromFile(
                FilePathOf(path),
                RequestObjectKeyPassphrase,
                RequestObjectKeyId,
                RequestObjectSigningAlgorithm
            );
        }

        var ofKey = MyInvocation.BoundParameters.Keys.FirstOrDefault(static name =>
            name is nameof(RequestObjectKeyPassphrase) or nameof(RequestObjectKeyId) or nameof(RequestObjectSigningAlgorithm)
        );
        return ofKey is null
            ? null
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                $"-{ofKey} belongs to the key in -RequestObjectKeyPath; the session's own key has what was specified at Connect-Auth0."
            );
    }
}
