namespace Auth0Flows.Tests.Storage;

/// <summary>The system's time, but not its object: sessions with that share their tokens within this process.</summary>
internal sealed class SameTime : TimeProvider;
