using System.Diagnostics;

namespace Auth0Flows.Fuzz;

/// <summary>Makes an input that found something as small as it can be and still find the same.</summary>
internal static class Minimizer
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <returns>The input, and what it shows.</returns>
    public static (byte[] Input, string Message) Minimize(FuzzTarget target, byte[] input, FuzzFinding finding)
    {
        var (kind, message) = (finding.Kind, finding.Message);
        var started = Stopwatch.GetTimestamp();
        for (var length = Math.Max(1, input.Length / 2); length > 0; length = Math.Min(length, input.Length) / 2)
        {
            for (var at = 0; at < input.Length && Stopwatch.GetElapsedTime(started) < _patience; )
            {
                byte[] shorter = [.. input.AsSpan(0, at), .. input.AsSpan(Math.Min(input.Length, at + length))];
                if (Find(target, shorter) is { } found && found.Kind == kind)
                {
                    (input, message) = (shorter, found.Message);
                }
                else
                {
                    at += length;
                }
            }
        }

        return (input, message);
    }

    private static FuzzFinding? Find(FuzzTarget target, byte[] input)
    {
        try
        {
            target.Try(input);
            return null;
        }
        catch (FuzzFinding finding)
        {
            return finding;
        }
    }
}
