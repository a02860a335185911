using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create links for users, and of what sends such a link.</summary>
public abstract class TicketCmdletBase : PropertyCmdletBase
{
    /// <summary>The application that the user goes to afterwards, and whose name is shown.</summary>
    [Parameter]
    [ApiName("client_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ClientIdCompleter))]
    public string? ClientId { get; set; }

    /// <summary>The organization whose branding is used.</summary>
    [Parameter]
    [ApiName("organization_id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(OrganizationIdCompleter))]
    public string? OrganizationId { get; set; }

    /// <summary>Sends the request, and writes what comes with the user for whom it is.</summary>
    private protected async ValueTask RequestAsync<T>(
        Auth0Resource<T> resource,
        OrderedDictionary properties,
        string owner,
        string ownerId,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var session = ResolveSession();
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = resource.Path,
            Body = properties,
        };
        if (await ShouldSendAsync(session, request, force: false, cancellationToken).ConfigureAwait(true))
        {
            var answer = await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
            WriteObject(ApiObject.OfTyped(resource.Read(answer), (owner, ownerId)));
        }
    }

    /// <summary>An account of a user as the API has it.</summary>
    private protected static OrderedDictionary IdentityBody(string identity)
    {
        var (provider, id) = IdentityTextAttribute.Split(identity);
        return new OrderedDictionary { ["user_id"] = id, ["provider"] = provider };
    }
}
