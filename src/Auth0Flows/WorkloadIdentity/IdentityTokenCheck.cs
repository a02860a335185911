using Auth0Flows.Tokens;

namespace Auth0Flows.WorkloadIdentity;

/// <summary>
/// Checks an identity token before it is sent. Its signature is the tenant's to check; here is checked what the tenant would refuse with
/// less of a reason, and that it is not sent to a tenant that it isn't meant for.
/// </summary>
internal static class IdentityTokenCheck
{
    /// <param name="token">The token.</param>
    /// <param name="source">Where it comes from, for the errors.</param>
    /// <param name="audience">The audience that it must have; null if any is right.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// It is no JWT (<see cref="Auth0ErrorCode.InvalidFederatedToken"/>), it has expired (
    /// <see cref="Auth0ErrorCode.FederatedTokenExpired"/>), or it is for another audience (
    /// <see cref="Auth0ErrorCode.FederatedTokenAudienceMismatch"/>).
    /// </exception>
    public static void Check(string token, Auth0FederatedToken source, string? audience, TimeProvider timeProvider)
    {
        var jwt = DecodedJwt.Read(token);
        if (jwt.Claims.Count == 0)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidFederatedToken,
                $"What {source} gives is no identity token: it is not a JWT with claims."
            );
        }

        if (jwt.Claims["exp"] is DateTimeOffset expiry && expiry <= timeProvider.GetUtcNow())
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.FederatedTokenExpired,
                $"The identity token from {source} expired at {expiry:u}."
            );
        }

        string[] audiences = jwt.Claims["aud"] switch
        {
            string one => [one],
            object?[] several => [.. several.OfType<string>()],
            _ => [],
        };
        if (audience is not null && !audiences.Contains(audience))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.FederatedTokenAudienceMismatch,
                $"The identity token from {source} is for {(audiences.Length == 0 ? "no audience" : string.Join(", ", audiences))}, not for {audience}. It was not sent."
            );
        }
    }
}
