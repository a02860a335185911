namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of the completers that request objects from the tenant. The prompt waits at most a quarter of a second; a later response
/// is available at the next Tab, for a minute.
/// </summary>
internal abstract class TenantCompleter : SessionCompleter
{
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(250);

    // Blocks for at most that time: PowerShell calls completers synchronously, and the prompt continues when they return.
    private protected static IReadOnlyList<T> Ask<T>(Auth0Session session, Auth0Resource<T> resource)
        where T : class => session.ListRecentAsync(resource, _patience).GetAwaiter().GetResult();
}
