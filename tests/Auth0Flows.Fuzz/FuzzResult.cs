namespace Auth0Flows.Fuzz;

/// <summary>What a run at one target gave.</summary>
/// <param name="Target">The target.</param>
/// <param name="Inputs">How many inputs were tried.</param>
/// <param name="Time">How long that took.</param>
/// <param name="Outcomes">How many outcomes differed from each other.</param>
/// <param name="Findings">The smallest input of each kind of finding, and what it showed first.</param>
internal sealed record FuzzResult(
    string Target,
    long Inputs,
    TimeSpan Time,
    int Outcomes,
    IReadOnlyList<(byte[] Input, string Message)> Findings
);
