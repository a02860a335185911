using System.Net;

namespace Auth0Flows.Http;

/// <summary>
/// The system's proxy, except for loopback: plain http is allowed there only because it never leaves the machine, so it must not go through
/// a proxy.
/// </summary>
internal sealed class ProxyPastLoopback(IWebProxy system) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => system.Credentials;
        set => system.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : system.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || system.IsBypassed(host);
}
