using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes an application: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0Client", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Client))]
[ApiEndpoint("PATCH clients/{id}")]
public sealed partial class SetAuth0ClientCommand : ClientCmdletBase
{
    /// <summary>The application's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("client_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string ClientId { get; set; } = "";

    /// <summary>Its name.</summary>
    [Parameter]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Its type: native, spa, regular_web, non_interactive, …</summary>
    [Parameter]
    [ApiName("app_type")]
    [ArgumentCompleter(typeof(AppTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? AppType { get; set; }

    /// <summary>The ids of the credentials that verify its signed authorization requests (JAR): cred_…</summary>
    [Parameter]
    [ApiName("signed_request_object.credentials")]
    [AllowEmptyCollection]
    [IdText]
    public string[]? RequestObjectCredential { get; set; }

    /// <summary>Returns the changed application.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.Clients, ClientId, AllProperties(), PassThru, cancellationToken);

    private protected override object ToItem(string list, object value) =>
        list == "signed_request_object.credentials" ? new OrderedDictionary { ["id"] = value } : base.ToItem(list, value);

    private protected override object? ErrorTarget => ClientId;
}
