using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Creates a session with a tenant and makes it the current one, from parameters or from a saved profile. Nothing is sent before a token
/// is needed.
/// </summary>
[Cmdlet(VerbsCommunications.Connect, "Auth0", DefaultParameterSetName = ClientSet)]
[OutputType(typeof(Auth0Session))]
public sealed partial class ConnectAuth0Command : Auth0CmdletBase
{
    private const string ClientSet = "Client";
    private const string KeySet = "PrivateKey";
    private const string CertificateSet = "Certificate";
    private const string CertificateFileSet = "CertificateFile";
    private const string SessionSet = "Session";
    private const string ProfileSet = "Profile";
    private const string TokenSet = "Token";

    /// <summary>
    /// The tenant's domain: acme.eu.auth0.com, a custom domain, or a local tenant's URL. Without a client id: the name of a profile.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = ClientSet), Parameter(Position = 0, ParameterSetName = TokenSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = KeySet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CertificateFileSet)]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string Domain { get; set; } = "";

    /// <summary>The application's client id.</summary>
    [Parameter(Position = 1, ParameterSetName = ClientSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = KeySet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = CertificateFileSet)]
    [ValidateNotNullOrEmpty]
    [ValidatePattern(@"\S")]
    public string ClientId { get; set; } = "";

    /// <summary>The name of the profile to connect with.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string ProfileName { get; set; } = "";

    /// <summary>The API that tokens are requested for by default.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    public string? Audience { get; set; }

    /// <summary>The scopes that users sign in with by default, for example openid and offline_access.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>The organization that tokens are requested for by default: its id or name.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    public string? Organization { get; set; }

    /// <summary>The Management API's audience, if the domain is a custom one: https://acme.eu.auth0.com/api/v2/.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet)]
    [ValidateNotNullOrEmpty]
    public string? ManagementAudience { get; set; }

    /// <summary>The session's name. Default: the domain. It replaces a session with the same name in the list.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet), Parameter(ParameterSetName = TokenSet)]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>A session to make the current one in this runspace.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = SessionSet)]
    [SessionName]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public Auth0Session? Session { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = Session ?? Create();
        if (session.IsClosed)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.SessionClosed, $"The session {session.Name} is closed.");
        }

        RunspaceState.Current.Connect(session, isOurs: Session is null);
        WriteObject(session);
        return default;
    }

    // The input may contain a user's password before the '@'.
    private protected override object? ErrorTarget =>
        ProfileName.Length > 0 ? ProfileName
        : Domain.Contains('@', StringComparison.Ordinal) ? null
        : Domain;
}
