using static System.Management.Automation.ErrorCategory;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.PowerShell;

// Errors of the connection.
internal static partial class ErrorTable
{
    private static ErrorEntry[] Connections =>
        [
            new(
                HostNotFound,
                ObjectNotFound,
                "Check the spelling of -Domain, the network and its DNS, and the proxy if there is one (HTTPS_PROXY)."
            ),
            new(
                ProxyRefused,
                ConnectionError,
                "Check HTTPS_PROXY or the system's proxy; its user name and password belong in its address, http://user:password@host:port."
            ),
            new(ConnectionFailed, ConnectionError, "Check -Domain, the network, and any proxy or firewall in between."),
            new(
                SecureConnectionFailed,
                SecurityError,
                "Check -Domain. A proxy may present its own certificate, which this machine must trust."
            ),
            new(RequestTimeout, OperationTimeout, "Try again; if the network is slow, increase Connect-Auth0 -TimeoutSec."),
            new(IncompleteResponse, ConnectionError, "Try again; if the error persists, look for a proxy that truncates answers."),
            new(InvalidResponse, InvalidData, "Check that -Domain and its port name an Auth0 tenant. A proxy may have answered instead."),
            new(
                AnswerTooLarge,
                LimitsExceeded,
                static failure =>
                    failure.Request?.Contains("/api/v2/", StringComparison.Ordinal) == true
                        ? "Request less at once, with a smaller page or fewer fields, or write the answer to a file with Invoke-Auth0Api -OutFile, which has no limit."
                        : "Check that -Domain names an Auth0 tenant and that no proxy changes its answers. For an API of your own, -OutFile accepts answers of any size."
            ),
            new(RedirectRefused, SecurityError, "If you trust the address that it redirects to, specify that address."),
        ];
}
