namespace Auth0Flows.Tests;

/// <summary>Tests that count what the whole process holds, so no other test may run in parallel.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
