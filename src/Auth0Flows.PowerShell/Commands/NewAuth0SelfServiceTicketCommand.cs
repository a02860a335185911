using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a ticket with which a customer sets up a connection, or changes one.</summary>
[Cmdlet(VerbsCommon.New, "Auth0SelfServiceTicket", DefaultParameterSetName = NewSet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0SelfServiceTicket))]
[ApiEndpoint("POST self-service-profiles/{id}/sso-ticket")]
public sealed class NewAuth0SelfServiceTicketCommand : PropertyCmdletBase
{
    private const string NewSet = "New";
    private const string ChangeSet = "Change";

    /// <summary>The profile's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SelfServiceProfileIdCompleter))]
    public string SelfServiceProfileId { get; set; } = "";

    /// <summary>The name of the connection that the customer creates.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = NewSet)]
    [ValidateNotNullOrEmpty]
    public string ConnectionName { get; set; } = "";

    /// <summary>Its name on the login page.</summary>
    [Parameter(ParameterSetName = NewSet)]
    [ValidateNotNull]
    public string? DisplayName { get; set; }

    /// <summary>The connection that the customer changes.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ChangeSet)]
    [ApiName("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string ConnectionId { get; set; } = "";

    /// <summary>The client ids of the applications that can use it.</summary>
    [Parameter]
    [ApiName("enabled_clients")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string[]? ClientId { get; set; }

    /// <summary>The ids of the organizations that it is enabled for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string[]? OrganizationId { get; set; }

    /// <summary>How long the ticket is valid: up to five days. Default: Auth0's, five days.</summary>
    [Parameter]
    [ApiName("ttl_sec")]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? Lifetime { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var properties = Properties();
        if (ParameterSetName == NewSet)
        {
            var connection = new OrderedDictionary(StringComparer.Ordinal) { ["name"] = ConnectionName };
            if (DisplayName is not null)
            {
                connection["display_name"] = DisplayName;
            }

            properties["connection_config"] = connection;
        }

        if (OrganizationId is not null)
        {
            properties["enabled_organizations"] = Array.ConvertAll(
                OrganizationId,
                static id => new OrderedDictionary(StringComparer.Ordinal) { ["organization_id"] = id }
            );
        }

        return CreateAsync(Auth0Resources.SelfServiceTickets(SelfServiceProfileId), properties, cancellationToken);
    }

    private protected override object? ErrorTarget => SelfServiceProfileId;
}
