using System.Net;
using System.Net.Sockets;

namespace Auth0Flows.Tests.Faults;

/// <summary>A listener with a full queue: the system doesn't respond to new connections.</summary>
internal sealed class FullListener : IDisposable
{
    private const int Callers = 4;

    private readonly Socket[] _sockets;

    public FullListener()
    {
        var listener = NewSocket();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        Address = $"http://{listener.LocalEndPoint}";
        _sockets = [listener, .. Enumerable.Range(0, Callers).Select(_ => Call(listener.LocalEndPoint!))];
    }

    public string Address { get; }

    public void Dispose() => Array.ForEach(_sockets, static socket => socket.Dispose());

    private static Socket Call(EndPoint address)
    {
        var caller = NewSocket();
        caller.Blocking = false;
        try
        {
            caller.Connect(address);
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            // It is in the queue.
        }

        return caller;
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
