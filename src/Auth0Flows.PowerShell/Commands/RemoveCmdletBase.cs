using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of the cmdlets that delete objects of the Management API: they ask for confirmation, except with -Force.
/// </summary>
public abstract class RemoveCmdletBase : SessionCmdletBase
{
    /// <summary>Deletes without confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Deletes the objects with these ids. If one doesn't exist, that is one error, and the others continue.</summary>
    private protected ValueTask DeleteEachAsync<T>(Auth0Resource<T> resource, string[] ids, CancellationToken cancellationToken)
        where T : class => ForEachAsync(ids, id => DeleteAsync(resource.PathOf(id), cancellationToken));

    /// <summary>Deletes what is at this path.</summary>
    private protected ValueTask DeleteAsync(string path, CancellationToken cancellationToken) =>
        SendIfConfirmedAsync(new Auth0ApiRequest { Method = HttpMethod.Delete, Path = path }, cancellationToken);

    /// <summary>Sends a request that ends or removes something, such as a POST that revokes.</summary>
    private protected async ValueTask SendIfConfirmedAsync(Auth0ApiRequest request, CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        if (await ShouldSendAsync(session, request, Force, cancellationToken).ConfigureAwait(true))
        {
            await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        }
    }
}
