using System.Management.Automation;

namespace Auth0Flows.PowerShell;

// How often and how long requests are tried.
public sealed partial class ConnectAuth0Command
{
    /// <summary>The maximum number of retries after a 429, a lost connection or a server error.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet), Parameter(ParameterSetName = TokenSet)]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>
    /// The maximum delay between two attempts, in seconds; if Auth0 requests a longer one, the call fails and reports it.
    /// </summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet), Parameter(ParameterSetName = TokenSet)]
    [ValidateRange(0, 86_400)]
    public int MaximumRetryDelaySec { get; set; } = 60;

    /// <summary>The timeout of one attempt, in seconds.</summary>
    [Parameter(ParameterSetName = ClientSet), Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = CertificateSet), Parameter(ParameterSetName = CertificateFileSet)]
    [Parameter(ParameterSetName = ProfileSet), Parameter(ParameterSetName = TokenSet)]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 100;

    private Auth0SessionOptions WithRequests(Auth0SessionOptions options) =>
        options with
        {
            MaximumRetryCount = MaximumRetryCount,
            MaximumRetryDelay = TimeSpan.FromSeconds(MaximumRetryDelaySec),
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
        };
}
