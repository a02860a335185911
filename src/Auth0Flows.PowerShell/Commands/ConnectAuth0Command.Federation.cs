using System.Management.Automation;

namespace Auth0Flows.PowerShell;

// A workload's identity token in the place of a secret.
public sealed partial class ConnectAuth0Command
{
    /// <summary>
    /// The source of the workload's identity token, which is exchanged for tokens of the tenant: GitHub, AzureDevOps, GitLab, env: with the
    /// name of a variable, or a file or its path.
    /// </summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FederatedTokenCompleter))]
    public object? FederatedToken { get; set; }

    /// <summary>The type of the identity token, a URI: it selects the tenant's token exchange profile.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [ValidateNotNullOrEmpty]
    public string? SubjectTokenType { get; set; }

    /// <summary>
    /// The audience of the identity token. GitHub is asked for it (default: the tenant's issuer); a token from another source with another
    /// audience is not sent.
    /// </summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [ValidateNotNullOrEmpty]
    public string? FederatedTokenAudience { get; set; }

    private Auth0Profile WithFederatedToken(Auth0Profile profile)
    {
        if (FederatedToken is null != SubjectTokenType is null || (FederatedTokenAudience is not null && FederatedToken is null))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "-FederatedToken needs -SubjectTokenType, and they need each other."
            );
        }

        if (FederatedToken is null)
        {
            return profile;
        }

        // A path is PowerShell's here, and the file system's for the session and its profile.
        var token = ((FederatedToken as PSObject)?.BaseObject ?? FederatedToken) is FileInfo file
            ? Auth0FederatedToken.FromFile(file.FullName, SubjectTokenType!, FederatedTokenAudience)
            : Auth0FederatedToken.Parse(FederatedToken.ToString() ?? "", SubjectTokenType!, FederatedTokenAudience);
        return profile with
        {
            FederatedToken = token.Source == Auth0FederatedTokenSource.File ? FilePathOf(token.Location!) : token.ToString(),
            SubjectTokenType = token.SubjectTokenType,
            FederatedTokenAudience = token.Audience,
        };
    }
}
