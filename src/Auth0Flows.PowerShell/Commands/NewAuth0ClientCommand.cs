using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates an application.</summary>
[Cmdlet(VerbsCommon.New, "Auth0Client", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Client))]
[ApiEndpoint("POST clients")]
public sealed class NewAuth0ClientCommand : ClientCmdletBase
{
    /// <summary>The application's name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Its type: native, spa, regular_web, non_interactive, …</summary>
    [Parameter(Position = 1)]
    [ApiName("app_type")]
    [ArgumentCompleter(typeof(AppTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? AppType { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.Clients, cancellationToken);

    private protected override object? ErrorTarget => Name;
}
