using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that block users, and let them sign in again.</summary>
public abstract class BlockCmdletBase : SessionCmdletBase
{
    /// <summary>The ids of the users.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>Returns the changed users.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Whether the users are blocked afterwards.</summary>
    private protected abstract bool Blocks { get; }

    /// <inheritdoc/>
    protected sealed override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        return ForEachAsync(
            UserId,
            async id =>
            {
                var request = new Auth0ApiRequest
                {
                    Method = HttpMethod.Patch,
                    Path = Auth0Resources.Users.PathOf(id),
                    Body = new OrderedDictionary { ["blocked"] = Blocks },
                };
                if (!await ShouldSendAsync(session, request, force: false, cancellationToken).ConfigureAwait(true))
                {
                    return;
                }

                var answer = await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
                if (PassThru)
                {
                    WriteObject(ApiObject.OfTyped(Auth0Resources.Users.Read(answer)));
                }
            }
        );
    }

    private protected sealed override object? ErrorTarget => UserId;
}
