using System.Collections;

namespace Auth0Flows;

/// <summary>Which part of a configuration to read.</summary>
public sealed record Auth0ConfigurationOptions
{
    /// <summary>The kinds to read; empty for all. See <see cref="Auth0Configuration.AllKinds"/>.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The kinds to leave out.</summary>
    public IReadOnlyList<string> ExcludedKinds { get; init; } = [];

    /// <summary>The values of a folder's markers, by their names: <c>##NAME##</c> in a text, <c>@@NAME@@</c> for a whole value.</summary>
    public IDictionary? Mapping { get; init; }
}
