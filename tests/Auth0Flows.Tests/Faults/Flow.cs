using System.Net;
using System.Security;

namespace Auth0Flows.Tests.Faults;

/// <summary>A kind of request to the tenant.</summary>
/// <param name="Name">Its name in the table of docs/reliability.md.</param>
/// <param name="Target">The requests that go wrong: the method and the beginning of the path and query.</param>
/// <param name="Begin">Prepares the flow with a healthy tenant; returns the rest of it, which returns the result.</param>
internal sealed record Flow(string Name, string Target, Func<Flow.Visit, Task<Func<Task<string>>>> Begin)
{
    /// <summary>The result if nothing goes wrong; by default the last token.</summary>
    public string? Expected { get; init; }

    /// <summary>Whether the request may be repeated after a lost connection or a server error.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Whether it repeats by design, as polling does.</summary>
    public bool IsPolled { get; init; }

    /// <summary>Whether a success needs no body.</summary>
    public bool IgnoresBody { get; init; }

    /// <summary>Whether the response contains tokens.</summary>
    public bool GivesTokens => Target == "POST /oauth/token";

    /// <summary>Whether it calls an API with the session's token, which is replaced if the API rejects it.</summary>
    public bool TakesToken => Target.Contains("/api/v2/", StringComparison.Ordinal) || Target.EndsWith("/orders", StringComparison.Ordinal);

    /// <summary>Possible errors in addition to the fault's: the end of the patience, if it repeats.</summary>
    public Auth0ErrorCode[] Also { get; init; } = [];

    /// <summary>A session with a server that may go wrong.</summary>
    internal sealed record Visit(Auth0Session Session, FaultServer Server, CancellationToken Cancel)
    {
        public static SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;
    }
}
