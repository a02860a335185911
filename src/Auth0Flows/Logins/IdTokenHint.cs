using Auth0Flows.Errors;
using Auth0Flows.Sessions;
using Auth0Flows.Tokens;

namespace Auth0Flows.Logins;

/// <summary>
/// An ID token that says who logs in or out (OpenID Connect Core §3.1.2.1, RP-Initiated Logout §2). It is shown only to the tenant that
/// issued it, for the application that it was issued to. An encrypted one can't be read, and passes.
/// </summary>
internal static class IdTokenHint
{
    /// <exception cref="Auth0ConfigurationException">
    /// It is no JWT (<see cref="Auth0ErrorCode.InvalidJwt"/>), or somebody else's (<see cref="Auth0ErrorCode.ClientMismatch"/>).
    /// </exception>
    public static Auth0Secret Check(Auth0Secret hint, SessionContext context)
    {
        var jwt = DecodedJwt.Read(hint.Reveal());
        if (jwt.Header.Count == 0)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidJwt, "The ID token hint is not a JWT.");
        }

        if (jwt.Header.Contains("enc"))
        {
            return hint;
        }

        context.CheckIssuer(jwt, "The ID token hint");
        string[] audiences = jwt.Claims["aud"] switch
        {
            string one => [one],
            object?[] several => [.. several.OfType<string>()],
            _ => [],
        };
        return audiences.Contains(context.ClientId)
            ? hint
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.ClientMismatch,
                $"The ID token hint is for {(audiences.Length == 0 ? "no application" : ServerText.Clean(string.Join(", ", audiences)))}, not for {context.ClientId}: it is not shown to the tenant for another application."
            )
            {
                ClientId = context.ClientId,
            };
    }
}
