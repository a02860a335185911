namespace Auth0Flows.Tests;

/// <summary>Tests that count what the whole process holds: nothing runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
