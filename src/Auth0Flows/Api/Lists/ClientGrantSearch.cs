namespace Auth0Flows.Api.Lists;

/// <summary>Finds the scopes of an API that an application can request with its own token.</summary>
internal sealed class ClientGrantSearch(ApiLists lists)
{
    public async ValueTask<Auth0ClientGrant> FindAsync(
        string clientId,
        string audience,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var options = new Auth0ListOptions { Query = [new("client_id", clientId), new("audience", audience)] };
        await foreach (
            var grant in lists.ReadAsync(Auth0Resources.ClientGrants, options, activity, cancellationToken).ConfigureAwait(false)
        )
        {
            // The same pair can have a second grant, for users' tokens (subject_type).
            // A cache that ignores the query has those of other applications.
            if (grant.SubjectType is not "user" && grant.ClientId == clientId && grant.Audience == audience)
            {
                return grant;
            }
        }

        throw new Auth0ApiException(Auth0ErrorCode.NotFound, $"The application '{clientId}' has no grant for '{audience}'.");
    }
}
