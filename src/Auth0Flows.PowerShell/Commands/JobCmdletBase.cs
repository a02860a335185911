using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base of the cmdlets that work with jobs of the tenant.</summary>
public abstract class JobCmdletBase : SessionCmdletBase
{
    private static readonly TimeSpan _longEnough = TimeSpan.FromHours(1);

    /// <summary>The connection whose users are meant: its name, or its id (con_…).</summary>
    private protected abstract string? ConnectionGiven { get; }

    /// <summary>How long to wait at most; one hour by default. The job goes on after that.</summary>
    [Parameter]
    [ValidateDuration]
    public TimeSpan? Timeout { get; set; }

    /// <summary>How long is waited.</summary>
    private protected TimeSpan Patience => Timeout ?? _longEnough;

    /// <summary>The connection's id: jobs know no names.</summary>
    private protected async ValueTask<string?> ConnectionIdAsync(Auth0Session session, CancellationToken cancellationToken)
    {
        if (ConnectionGiven is not { } connection || connection.StartsWith("con_", StringComparison.Ordinal))
        {
            return ConnectionGiven;
        }

        await foreach (
            var found in session
                .ListAsync(
                    Auth0Resources.Connections,
                    new Auth0ListOptions { Query = [new("name", connection)], First = 1 },
                    Activity,
                    cancellationToken
                )
                .ConfigureAwait(true)
        )
        {
            return found.Id;
        }

        throw new Auth0ConfigurationException(Auth0ErrorCode.NotFound, $"No connection is named '{connection}'.");
    }
}
