using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that work with jobs of the tenant.</summary>
public abstract class JobCmdletBase : SessionCmdletBase
{
    /// <summary>The connection of the users: its name or id (con_…).</summary>
    private protected abstract string? ConnectionGiven { get; }

    /// <summary>The maximum time to wait. Default: one hour for an export, two for an import. The job continues after that.</summary>
    [Parameter]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? Timeout { get; set; }

    /// <summary>How long such a job can take.</summary>
    private protected virtual TimeSpan LongestJob => TimeSpan.FromHours(1);

    /// <summary>The maximum time to wait.</summary>
    private protected TimeSpan Patience => Timeout ?? LongestJob;

    /// <summary>The connection's id, because jobs don't accept names.</summary>
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
                    new Auth0ListOptions { Query = [new("name", connection)] },
                    Activity,
                    cancellationToken
                )
                .ConfigureAwait(true)
        )
        {
            if (string.Equals(found.Name, connection, StringComparison.OrdinalIgnoreCase)) // a cache may ignore the query
            {
                return found.Id;
            }
        }

        throw new Auth0ConfigurationException(Auth0ErrorCode.NotFound, $"No connection is named '{connection}'.");
    }
}
