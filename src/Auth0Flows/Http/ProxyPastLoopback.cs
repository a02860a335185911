using System.Net;

namespace Auth0Flows.Http;

/// <summary>
/// The system's proxy, but for loopback: what is plain http because it never leaves the machine must not leave it by a proxy.
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
