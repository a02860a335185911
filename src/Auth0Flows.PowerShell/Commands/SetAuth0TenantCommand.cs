using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes the tenant's settings: properties that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0Tenant", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Tenant))]
[ApiEndpoint("PATCH tenants/settings")]
public sealed partial class SetAuth0TenantCommand : PropertyCmdletBase
{
    /// <summary>Its name for people.</summary>
    [Parameter(Position = 0)]
    [ApiName("friendly_name")]
    [ValidateNotNull]
    public string? FriendlyName { get; set; }

    /// <summary>The URL of its logo.</summary>
    [Parameter]
    [ApiName("picture_url")]
    [ValidateNotNull]
    public string? PictureUrl { get; set; }

    /// <summary>The e-mail address for support.</summary>
    [Parameter]
    [ApiName("support_email")]
    [ValidateNotNull]
    public string? SupportEmail { get; set; }

    /// <summary>The URL for support.</summary>
    [Parameter]
    [ApiName("support_url")]
    [ValidateNotNull]
    public string? SupportUrl { get; set; }

    /// <summary>The API of requests that don't specify one.</summary>
    [Parameter]
    [ApiName("default_audience")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ApiIdentifierCompleter))]
    public string? DefaultAudience { get; set; }

    /// <summary>The connection of password grants that don't specify one.</summary>
    [Parameter]
    [ApiName("default_directory")]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string? DefaultDirectory { get; set; }

    /// <summary>Where users are sent if nothing else is known.</summary>
    [Parameter]
    [ApiName("default_redirection_uri")]
    [ValidateNotNull]
    public string? DefaultRedirectionUri { get; set; }

    /// <summary>How long a session is valid, in hours.</summary>
    [Parameter]
    [ApiName("session_lifetime")]
    [ValidateRange(0.01, 8760.0)]
    public double? SessionLifetime { get; set; }

    /// <summary>How long an idle session is valid, in hours.</summary>
    [Parameter]
    [ApiName("idle_session_lifetime")]
    [ValidateRange(0.01, 8760.0)]
    public double? IdleSessionLifetime { get; set; }

    /// <summary>The Node version of its scripts.</summary>
    [Parameter]
    [ApiName("sandbox_version")]
    [ValidateNotNullOrEmpty]
    public string? SandboxVersion { get; set; }

    /// <summary>Switches of its behavior: @{ enable_client_connections = $false }.</summary>
    [Parameter]
    [ApiName("flags")]
    [ValidateNotNull]
    public IDictionary? Flag { get; set; }

    /// <summary>Returns the changed settings.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        UpdateAsync(Auth0Resources.Tenant, null, PassThru, cancellationToken);
}
