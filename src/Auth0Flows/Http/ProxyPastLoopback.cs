using System.Net;

namespace Auth0Flows.Http;

/// <summary>
/// The system's proxy, except for loopback: plain http is allowed there only because it never leaves the machine, so it must not go through
/// a proxy.
/// </summary>
/// <param name="own">Another one than the system's.</param>
internal sealed class ProxyPastLoopback(IWebProxy? own = null) : IWebProxy
{
    // Read for each request: it can be replaced while the process runs.
    private IWebProxy System => own ?? HttpClient.DefaultProxy;

    public ICredentials? Credentials
    {
        get => System.Credentials;
        set => System.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : System.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || System.IsBypassed(host);
}
