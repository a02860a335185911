using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base of the cmdlets that delete objects of the Management API: they ask, unless -Force says not to.</summary>
public abstract class RemoveCmdletBase : SessionCmdletBase
{
    /// <summary>Deletes without asking.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Deletes the objects of these ids. One that isn't there is one error, and the others go on.</summary>
    private protected async ValueTask DeleteEachAsync<T>(Auth0Resource<T> resource, string[] ids, CancellationToken cancellationToken)
        where T : class
    {
        var session = ResolveSession();
        foreach (var id in ids)
        {
            try
            {
                var request = new Auth0ApiRequest { Method = HttpMethod.Delete, Path = resource.PathOf(id) };
                if (await ShouldSendAsync(session, request, Force, cancellationToken).ConfigureAwait(true))
                {
                    await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
                }
            }
            catch (Auth0ApiException failure) when (failure.Code == Auth0ErrorCode.NotFound)
            {
                WriteError(ErrorRecords.From(failure, id));
            }
        }
    }
}
