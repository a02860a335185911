using System.Net;
using System.Security;

namespace Auth0Flows.Tests.Faults;

/// <summary>One way of asking the tenant for something.</summary>
/// <param name="Name">Its name in the table of docs/reliability.md.</param>
/// <param name="Target">The requests that go wrong: the method and the beginning of the path and query.</param>
/// <param name="Begin">Does with a healthy tenant what comes before; gives the rest, and that gives what came.</param>
internal sealed record Flow(string Name, string Target, Func<Flow.Visit, Task<Func<Task<string>>>> Begin)
{
    /// <summary>What comes where nothing is wrong; the last token by default.</summary>
    public string? Expected { get; init; }

    /// <summary>Whether it may be repeated after a lost connection or a failing server.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Whether it asks again by its nature, as polling does.</summary>
    public bool IsPolled { get; init; }

    /// <summary>Whether a success needs nothing in its body.</summary>
    public bool IgnoresBody { get; init; }

    /// <summary>Whether the answer holds tokens.</summary>
    public bool GivesTokens => Target == "POST /oauth/token";

    /// <summary>Whether it calls an API with a token of the session's own, which is replaced where the API refuses it.</summary>
    public bool TakesToken => Target.Contains("/api/v2/", StringComparison.Ordinal) || Target.EndsWith("/orders", StringComparison.Ordinal);

    /// <summary>What a caller may be told beside the fault's own: an end of the patience, where it asks again.</summary>
    public Auth0ErrorCode[] Also { get; init; } = [];

    /// <summary>A session with a server that may go wrong.</summary>
    internal sealed record Visit(Auth0Session Session, FaultServer Server, CancellationToken Cancel)
    {
        public static SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;
    }
}
