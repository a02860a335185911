namespace Auth0Flows;

public sealed partial class Auth0Session
{
    /// <summary>
    /// Reads the tenant's configuration: its applications, APIs, connections, settings and more. Kinds that the application may not read,
    /// or that the tenant doesn't have, are in the notices.
    /// </summary>
    /// <param name="options">Which part of it to read.</param>
    /// <param name="activity">Receives progress.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0Configuration> ReadConfigurationAsync(
        Auth0ConfigurationOptions? options = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ThrowIfClosed();
        return _configurations.ReadAsync(options ?? new Auth0ConfigurationOptions(), activity, cancellationToken);
    }

    /// <summary>Finds what is to be done so that the tenant has the left side of differences, the reference.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="tenant">The configuration that the tenant has now.</param>
    /// <param name="removes">Whether objects that the reference doesn't have are removed.</param>
    public Auth0ConfigurationPlan PlanConfiguration(
        IEnumerable<Auth0Difference> differences,
        Auth0Configuration tenant,
        bool removes = false
    )
    {
        ArgumentNullException.ThrowIfNull(differences);
        ArgumentNullException.ThrowIfNull(tenant);
        return _configurations.Plan(differences, tenant, removes);
    }
}
