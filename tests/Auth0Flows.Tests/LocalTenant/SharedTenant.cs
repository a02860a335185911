using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>One tenant for all read-only tests of a class: creating its signing key takes most of a test's time.</summary>
public sealed class SharedTenant : IAsyncDisposable
{
    public Auth0LocalTenant Tenant { get; } = Auth0LocalTenant.Start();

    public ValueTask DisposeAsync() => Tenant.DisposeAsync();
}
