using Auth0Flows.Tests.Faults;

namespace Auth0Flows.Tests.Cancellation;

/// <summary>Something that a caller waits for, and may stop waiting for at any moment.</summary>
/// <param name="Name">Its name in the table of docs/reliability.md.</param>
/// <param name="What">The same in words.</param>
/// <param name="Begin">Brings a server and a session to where the wait has no end; gives the wait.</param>
internal sealed record Wait(string Name, string What, Func<Wait.Stage, Task<Func<CancellationToken, Task>>> Begin)
{
    /// <summary>Whether what was sent goes on without the caller, until it times out: it may hold what comes only once.</summary>
    public bool GoesOn { get; init; }

    /// <summary>Where a wait is tried.</summary>
    /// <param name="Server">The server, which says nothing where it is told to.</param>
    /// <param name="Session">The session.</param>
    /// <param name="Time">A clock that stands still, so that no wait comes to its end.</param>
    /// <param name="Folder">Where files go.</param>
    internal sealed record Stage(FaultServer Server, Auth0Session Session, FakeTime Time, string Folder)
    {
        /// <summary>What is disposed with it.</summary>
        public List<IDisposable> Owned { get; } = [];
    }
}
