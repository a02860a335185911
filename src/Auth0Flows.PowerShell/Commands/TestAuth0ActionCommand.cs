using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Runs the draft of an action with a payload, without deploying it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Auth0Action")]
[OutputType(typeof(Auth0ActionTest))]
[ApiEndpoint("POST actions/actions/{id}/test")]
public sealed class TestAuth0ActionCommand : SessionCmdletBase
{
    /// <summary>The action's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("action_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionIdCompleter))]
    public string ActionId { get; set; } = "";

    /// <summary>What the action gets: a hashtable with event, or an object.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [NotText("Specify the payload as a hashtable, or as an object: Get-Content event.json -Raw | ConvertFrom-Json.")]
    [ValidateNotNull]
    public object? Payload { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var resource = Auth0Resources.ActionTests(ActionId);
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = resource.Path,
            Body = ActionParts.Part("payload", PlainObject.Of(Payload)),
        };
        WriteObject(
            ApiObject.OfTyped(resource.Read(await ResolveSession().SendAsync(request, Activity, cancellationToken).ConfigureAwait(true)))
        );
    }

    private protected override object? ErrorTarget => ActionId;
}
