using Auth0Flows.Tests.Faults;

namespace Auth0Flows.Tests.Cancellation;

/// <summary>An operation that a caller waits for, and may cancel at any moment.</summary>
/// <param name="Name">Its name in the table of docs/reliability.md.</param>
/// <param name="What">The description.</param>
/// <param name="Begin">Prepares a server and a session until the operation would wait forever; returns the operation.</param>
internal sealed record Wait(string Name, string What, Func<Wait.Stage, Task<Func<CancellationToken, Task>>> Begin)
{
    /// <summary>
    /// Whether the request continues without the caller until it times out, because its response may contain something that can't be
    /// requested again.
    /// </summary>
    public bool GoesOn { get; init; }

    /// <summary>The environment of a wait.</summary>
    /// <param name="Server">The server, which doesn't respond if so told.</param>
    /// <param name="Session">The session.</param>
    /// <param name="Time">A stopped clock, so that no wait ends by itself.</param>
    /// <param name="Folder">The folder for files.</param>
    internal sealed record Stage(FaultServer Server, Auth0Session Session, FakeTime Time, string Folder)
    {
        /// <summary>Objects that are disposed with it.</summary>
        public List<IDisposable> Owned { get; } = [];
    }
}
