using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gives applications new secrets: the old ones end at once.</summary>
[Cmdlet(VerbsCommon.Reset, "Auth0ClientSecret", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Auth0Client))]
[ApiEndpoint("POST clients/{id}/rotate-secret")]
public sealed class ResetAuth0ClientSecretCommand : SessionCmdletBase
{
    /// <summary>The client ids of the applications.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("client_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string[] ClientId { get; set; } = [];

    /// <summary>Rotates without confirmation.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        return ForEachAsync(
            ClientId,
            async id =>
            {
                var request = new Auth0ApiRequest { Method = HttpMethod.Post, Path = $"{Auth0Resources.Clients.PathOf(id)}/rotate-secret" };
                if (!await ShouldSendAsync(session, request, Force, cancellationToken).ConfigureAwait(true))
                {
                    return;
                }

                var answer = await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
                WriteObject(ApiObject.OfTyped(Auth0Resources.Clients.Read(answer)));
                if (id == session.ClientId)
                {
                    WriteWarning(
                        $"The session '{session.Name}' uses this application: its tokens stay valid until they expire, but it needs the new secret for others. Connect again with it."
                    );
                }
            }
        );
    }

    private protected override object? ErrorTarget => ClientId;
}
