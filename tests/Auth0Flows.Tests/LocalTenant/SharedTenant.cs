using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>One tenant for all tests of a class that only ask: making its signing key is most of what a test costs.</summary>
public sealed class SharedTenant : IAsyncDisposable
{
    public Auth0LocalTenant Tenant { get; } = Auth0LocalTenant.Start();

    public ValueTask DisposeAsync() => Tenant.DisposeAsync();
}
