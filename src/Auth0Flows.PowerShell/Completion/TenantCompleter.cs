namespace Auth0Flows.PowerShell;

/// <summary>
/// The base of the completers that ask the tenant. The prompt waits a quarter of a second for it and no longer; what comes later is there
/// at the next Tab, and for a minute.
/// </summary>
internal abstract class TenantCompleter : SessionCompleter
{
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(250);

    // Blocks, for no longer than that: PowerShell asks its completers without awaiting, and goes on with the prompt when they return.
    private protected static IReadOnlyList<T> Ask<T>(Auth0Session session, Auth0Resource<T> resource)
        where T : class => session.ListRecentAsync(resource, _patience).GetAwaiter().GetResult();
}
