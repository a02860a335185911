namespace Auth0Flows;

public sealed partial class Auth0Session
{
    /// <summary>What an application may ask of an API with a token of its own.</summary>
    /// <param name="clientId">The application.</param>
    /// <param name="audience">The API.</param>
    /// <param name="activity">Hears of requests and retries.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="Auth0ApiException">There is no such grant (<see cref="Auth0ErrorCode.NotFound"/>), or the call was refused.</exception>
    public async ValueTask<Auth0ClientGrant> FindClientGrantAsync(string clientId, string audience, IProgress<Auth0Activity>? activity = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(audience);
        var options = new Auth0ListOptions { Query = [new("client_id", clientId), new("audience", audience)] };
        await foreach (var grant in ListAsync(Auth0Resources.ClientGrants, options, activity, cancellationToken).ConfigureAwait(false))
        {
            // A second grant of the same pair may be about users' tokens (subject_type).
            if (grant.SubjectType is not "user")
            {
                return grant;
            }
        }

        throw new Auth0ApiException(Auth0ErrorCode.NotFound, $"The application '{clientId}' has no grant for '{audience}'.");
    }
}
