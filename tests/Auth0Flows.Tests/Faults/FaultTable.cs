using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.Tests.Faults;

/// <summary>All ways in which a response goes wrong, by category.</summary>
internal static partial class FaultTable
{
    // The error of a lost connection depends on when it was lost.
    private static Auth0ErrorCode[] Lost => [IncompleteResponse, ConnectionFailed];

    private static Auth0ErrorCode[] Late => [RequestTimeout];

    public static IReadOnlyList<Fault> All { get; } =
    [.. Connections, .. Heads, .. Bodies, .. Contents, .. Statuses, .. Redirects, .. Tokens];

    public static Fault Named(string name) => All.Single(fault => fault.Name == name);

    private static Func<Line, RawAnswer, Task> Send(Func<RawAnswer, byte[]> bytes) => (line, answer) => line.SendAsync(bytes(answer));

    private static Func<Line, RawAnswer, Task> SendAndClose(Func<RawAnswer, byte[]> bytes) =>
        async (line, answer) =>
        {
            await line.SendAsync(bytes(answer));
            line.Close();
        };

    private static Func<Line, RawAnswer, Task> SendAndReset(Func<RawAnswer, byte[]> bytes) =>
        async (line, answer) =>
        {
            await line.SendAsync(bytes(answer));
            line.Reset();
        };

    private static Func<Line, RawAnswer, Task> SendAndHold(Func<RawAnswer, byte[]> bytes) =>
        async (line, answer) =>
        {
            await line.SendAsync(bytes(answer));
            await line.HoldAsync();
        };

    private static byte[] Ascii(string text) => System.Text.Encoding.Latin1.GetBytes(text);

    private static byte[] Half(byte[] bytes) => bytes[..(bytes.Length / 2)];
}
