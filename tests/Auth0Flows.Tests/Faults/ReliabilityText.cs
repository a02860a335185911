using System.Globalization;

namespace Auth0Flows.Tests.Faults;

/// <summary>The texts of docs/reliability.md.</summary>
internal static class ReliabilityText
{
    public static string Head(int cells, int faults, int flows) =>
        string.Create(
                CultureInfo.InvariantCulture,
                $"""
                # Reliability: what happens when an answer goes wrong

                <!-- Written by tests/Auth0Flows.Tests/Faults: AUTH0FLOWS_WRITE_RELIABILITY=1 dotnet test tests/Auth0Flows.Tests -->

                {faults} faults, each tried in every one of {flows} flows that it can happen to: {cells:N0} tests, which run with all others.
                A server of bare sockets answers the flow's request with the fault, again and again. Each test holds that

                - the call ends, with the id of the table and never with `Unknown`; what to do about each id stands in
                  [troubleshooting](guides/troubleshooting.md);
                - no token of a bad answer is kept, and none that was there before is lost;
                - a request that may have had its effect is not sent again: only what is idempotent is, and what the server refused with a 429;
                - the same session succeeds with the next call, once the server is well.

                The clock is the test's own: a time-out of two hours is over at once. Times and memory are those of the run that wrote this page, on
                two cores, and are not part of the tests. Memory is what was allocated during the call, the server's part included.

                """
            )
            .ReplaceLineEndings("\n");
}
