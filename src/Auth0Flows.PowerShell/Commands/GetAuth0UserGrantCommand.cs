using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets what users consented to: which application may get which scopes of an API.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0UserGrant", SupportsPaging = true)]
[OutputType(typeof(Auth0UserGrant))]
[ApiEndpoint("GET grants")]
public sealed class GetAuth0UserGrantCommand : ResourceCmdletBase
{
    /// <summary>The user.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [NotEmptyWhereNamed]
    public string? UserId { get; set; }

    /// <summary>The application.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("client_id")]
    [NotEmptyWhereNamed]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string? ClientId { get; set; }

    /// <summary>The API.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiIdentifierCompleter))]
    public string? Audience { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        RefuseEmpty("UserId or ClientId", NullIfEmpty(UserId), NullIfEmpty(ClientId));
        return ListAsync(
            Auth0Resources.UserGrants,
            new ApiQuery().Add("user_id", NullIfEmpty(UserId)).Add("client_id", NullIfEmpty(ClientId)).Add("audience", Audience),
            cancellationToken
        );
    }

    private protected override object? ErrorTarget => UserId ?? ClientId ?? Audience;

    private static string? NullIfEmpty(string? text) => text is "" ? null : text;
}
