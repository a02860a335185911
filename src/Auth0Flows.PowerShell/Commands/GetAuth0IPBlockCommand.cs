using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets whether suspicious IP throttling blocks addresses.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0IPBlock")]
[OutputType(typeof(Auth0IPBlock))]
[ApiEndpoint("GET anomaly/blocks/ips/{id}")]
public sealed class GetAuth0IPBlockCommand : SessionCmdletBase
{
    /// <summary>The IP addresses.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Ip")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] IPAddress { get; set; } = [];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ForEachAsync(IPAddress, address => GetAsync(address, cancellationToken));

    private async ValueTask GetAsync(string address, CancellationToken cancellationToken)
    {
        var request = new Auth0ApiRequest { Path = PathTemplate.Expand("anomaly/blocks/ips/{id}", _ => address) };
        var isBlocked = true;
        try
        {
            await ResolveSession().SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        }
        catch (Auth0ApiException failure) when (failure.Code == Auth0ErrorCode.NotFound)
        {
            isBlocked = false; // "IP address specified is not currently blocked."
        }

        WriteObject(new Auth0IPBlock(address, isBlocked));
    }

    private protected override object? ErrorTarget => IPAddress;
}
