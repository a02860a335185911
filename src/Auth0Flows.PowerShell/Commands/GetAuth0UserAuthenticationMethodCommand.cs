using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the ways in which users can authenticate: second factors, passkeys, the password.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0UserAuthenticationMethod", SupportsPaging = true)]
[OutputType(typeof(Auth0AuthenticationMethod))]
[ApiEndpoint("GET users/{user_id}/authentication-methods")]
[ApiEndpoint("GET users/{user_id}/authentication-methods/{authentication_method_id}")]
public sealed class GetAuth0UserAuthenticationMethodCommand : ResourceCmdletBase
{
    /// <summary>The ids of the users.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("user_id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[] UserId { get; set; } = [];

    /// <summary>Only the methods with these ids.</summary>
    [Parameter(Position = 1)]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[]? AuthenticationMethodId { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        if (AuthenticationMethodId is null)
        {
            await ListEachAsync(Auth0Resources.AuthenticationMethodsOf, UserId, new ApiQuery(), cancellationToken, owner: nameof(UserId))
                .ConfigureAwait(true);
            return;
        }

        foreach (var user in UserId)
        {
            await GetEachAsync(
                    Auth0Resources.AuthenticationMethodsOf(user),
                    AuthenticationMethodId,
                    cancellationToken,
                    (nameof(UserId), user)
                )
                .ConfigureAwait(true);
        }
    }

    private protected override object? ErrorTarget => UserId;
}
