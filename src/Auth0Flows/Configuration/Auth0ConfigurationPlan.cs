using Auth0Flows.Configuration;

namespace Auth0Flows;

/// <summary>What is to be done so that a tenant has a wanted configuration. Nothing is done before <see cref="ApplyAsync"/>.</summary>
public sealed class Auth0ConfigurationPlan
{
    private readonly ConfigurationChanges _sender;
    private readonly NameIndex _names;

    internal Auth0ConfigurationPlan(
        IReadOnlyList<Auth0ConfigurationChange> changes,
        IReadOnlyList<string> kept,
        ConfigurationChanges sender,
        NameIndex names
    ) => (Changes, Kept, _sender, _names) = (changes, kept, sender, names);

    /// <summary>The changes, in the order in which they must be done.</summary>
    public IReadOnlyList<Auth0ConfigurationChange> Changes { get; }

    /// <summary>The tenant's objects that aren't wanted, and stay.</summary>
    public IReadOnlyList<string> Kept { get; }

    /// <summary>The requests of a change: their methods and URLs, and each field before and after, with secrets masked.</summary>
    public string Describe(Auth0ConfigurationChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _sender.Describe(change);
    }

    /// <summary>Does one change.</summary>
    /// <exception cref="Auth0Exception">The change can't be done, or the API refuses it.</exception>
    public Task ApplyAsync(
        Auth0ConfigurationChange change,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(change);
        return _sender.ApplyAsync(change, _names, activity, cancellationToken);
    }
}
