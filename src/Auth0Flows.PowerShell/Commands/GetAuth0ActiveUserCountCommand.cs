using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets how many users signed in within the last 30 days.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0ActiveUserCount")]
[OutputType(typeof(long))]
[ApiEndpoint("GET stats/active-users")]
public sealed class GetAuth0ActiveUserCountCommand : SessionCmdletBase
{
    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var answer = await ResolveSession()
            .SendAsync(new Auth0ApiRequest { Path = "stats/active-users" }, Activity, cancellationToken)
            .ConfigureAwait(true);
        WriteObject(answer.ReadCount());
    }
}
