using System.Text.Json;
using Auth0Flows.Api.Resources;
using Auth0Flows.DPoP;
using Auth0Flows.Errors;
using Auth0Flows.Http;

namespace Auth0Flows.Logins;

/// <summary>GET /userinfo: OpenID Connect Core §5.3.</summary>
internal sealed class UserInfoEndpoint(AuthenticationApi api)
{
    public async Task<Auth0UserInfo> GetAsync(Auth0Token token, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        api.Context.CheckIsOurs(token.Domain);
        if (!token.Scope.Contains("openid"))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingOpenIdScope,
                $"The token does not have the scope openid, which /userinfo requires; it has {(token.Scope.Length == 0 ? "none" : string.Join(' ', token.Scope))}."
            )
            {
                ClientId = token.ClientId,
                Audience = token.AudienceAsked,
                RequiredScopes = ["openid"],
            };
        }

        if (token.IsExpired)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.TokenExpired, $"The token expired at {token.ExpiresAt:u}.")
            {
                ClientId = token.ClientId,
            };
        }

        var use = api.Proofs.For(token);
        var answer = await api.SendAsync(
                () =>
                    new HttpRequestMessage(HttpMethod.Get, api.AddressOf("userinfo"))
                    {
                        Headers = { Authorization = DPoPUse.Authorize(use, token.AccessToken) },
                    },
                RepeatPolicy.WhenFailed,
                "No user information",
                static (error, _) =>
                    error switch
                    {
                        "invalid_token" => Auth0ErrorCode.InvalidToken,
                        "insufficient_scope" => Auth0ErrorCode.InsufficientScope,
                        _ => null,
                    },
                activity,
                cancellationToken,
                use
            )
            .ConfigureAwait(false);
        using var json = JsonAnswer.ParseObject(answer);
        var user = Read(json, answer);

        // OpenID Connect Core §5.3.2: a response about another user than the token's must not be used.
        return user.Subject is { Length: > 0 } subject && subject == (token.Subject ?? subject)
            ? user
            : throw new Auth0ResponseException(
                Auth0ErrorCode.IdTokenSubjectMismatch,
                $"{answer.Request} returned claims about '{ServerText.Clean(answer.Sent.Mask(user.Subject ?? ""))}', but the token is about '{ServerText.Clean(token.Subject ?? "")}'."
            )
            {
                Request = answer.Request,
            };
    }

    private static Auth0UserInfo Read(JsonDocument json, HttpExchange answer)
    {
        var user = json.RootElement.Deserialize(Auth0JsonContext.Default.Auth0UserInfo)!;
        return user.UnreadProperties.Contains("sub")
            ? throw new Auth0ResponseException(
                Auth0ErrorCode.InvalidJson,
                $"{answer.Request} returned claims that do not have the format of OpenID Connect Core §5.1."
            )
            {
                Request = answer.Request,
            }
            : user;
    }
}
