using System.Net;
using System.Net.Sockets;

namespace Auth0Flows.Tests;

/// <summary>
/// A port of this machine that nothing listens at, below those that systems give to connections: the many of the tests that run beside
/// would take one of theirs before it is used.
/// </summary>
internal static class FreePort
{
    private const int Lowest = 12000;
    private const int Count = 18000;

    private static int _last = Random.Shared.Next(Count);

    public static int Take()
    {
        while (true)
        {
            var port = Lowest + (Interlocked.Increment(ref _last) & int.MaxValue) % Count;
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Another program has it.
            }
        }
    }
}
