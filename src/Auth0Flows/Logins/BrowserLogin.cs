using Auth0Flows.Grants;
using Auth0Flows.Tokens;

namespace Auth0Flows.Logins;

/// <summary>
/// Completes a browser login: validates the response and exchanges its code.
/// <see href="https://auth0.com/docs/get-started/authentication-and-authorization-flow/hybrid-flow"/>
/// </summary>
internal sealed class BrowserLogin(string clientId, IdTokenValidator idTokens)
{
    /// <param name="request">The login.</param>
    /// <param name="form">The fields of the browser's response.</param>
    /// <param name="exchange">Exchanges the code.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Auth0Token> CompleteAsync(
        Auth0AuthorizeRequest request,
        IReadOnlyDictionary<string, string> form,
        Func<BrowserLoginGrant, CancellationToken, Task<Auth0Token>> exchange,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var answer = FrontChannelReader.Read(request, form, clientId);
        string? subject = null;
        if (answer.IdToken is not null)
        {
            await idTokens
                .ValidateAsync(
                    answer.IdToken,
                    BrowserLoginGrant.Expectation(request) with
                    {
                        FrontChannel = answer,
                    },
                    activity,
                    cancellationToken
                )
                .ConfigureAwait(false);
            subject = DecodedJwt.Read(answer.IdToken.Reveal()).Claims["sub"] as string;
        }

        var token = await exchange(new BrowserLoginGrant(request, answer.Code, subject), cancellationToken).ConfigureAwait(false);
        token.FrontChannelAccessToken = answer.AccessToken;
        return token;
    }
}
