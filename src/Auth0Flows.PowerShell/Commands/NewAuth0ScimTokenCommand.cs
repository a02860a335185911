using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates a token with which an identity provider sends users by SCIM.</summary>
[Cmdlet(VerbsCommon.New, "Auth0ScimToken", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0ScimToken))]
[ApiEndpoint("POST connections/{id}/scim-configuration/tokens")]
public sealed class NewAuth0ScimTokenCommand : PropertyCmdletBase
{
    /// <summary>The connection's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("connection_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionIdCompleter))]
    public string ConnectionId { get; set; } = "";

    /// <summary>
    /// What it can do: get:users, post:users, put:users, patch:users, delete:users, and the same for groups. Default: all for users.
    /// </summary>
    [Parameter(Position = 1)]
    [ApiName("scopes")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ScimScopeCompleter))]
    public string[]? Scope { get; set; }

    /// <summary>How long it is valid: more than 15 minutes. Default: it doesn't end.</summary>
    [Parameter]
    [ApiName("token_lifetime")]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? Lifetime { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        CreateAsync(Auth0Resources.ScimTokens(ConnectionId), cancellationToken);

    private protected override (string Name, string Id)[] Owners => [(nameof(ConnectionId), ConnectionId)];

    private protected override object? ErrorTarget => ConnectionId;
}

/// <summary>Completes the scopes of SCIM tokens.</summary>
internal sealed class ScimScopeCompleter : WordCompleter
{
    private static readonly string[] _methods = ["get", "post", "put", "patch", "delete"];

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        _methods.SelectMany(static method => (Suggestion[])[new($"{method}:users"), new($"{method}:groups")]);
}
