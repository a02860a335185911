using System.Text.Json.Nodes;
using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows.Logins;

/// <summary>
/// POST /passwordless/start: sends a code or a link. <see href="https://auth0.com/docs/api/authentication/passwordless/get-code-or-link"/>
/// </summary>
internal sealed class PasswordlessStart(AuthenticationApi api)
{
    public async Task<Auth0PasswordlessLogin> SendAsync(
        string username,
        string realm,
        bool sendsLink,
        string? audience,
        ScopeSet scope,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        await api.SendAsync(
                () =>
                {
                    var body = new JsonContent();
                    var request = new HttpRequestMessage(HttpMethod.Post, api.AddressOf("passwordless/start")) { Content = body };
                    api.Authenticate(request, body);
                    body.Add("connection", realm).Add(realm == "email" ? "email" : "phone_number", username);
                    if (realm == "email")
                    {
                        body.Add("send", sendsLink ? "link" : "code");
                    }

                    if (sendsLink)
                    {
                        // With a code, the grant sends the parameters itself; a link has no grant.
                        body.AddJson("authParams", new JsonObject(Parameters(audience, scope)));
                    }

                    return request;
                },
                RepeatPolicy.WhenRateLimited,
                $"No code was sent to {username}",
                static (error, _) =>
                    error switch
                    {
                        "bad.email" or "bad.phone_number" => Auth0ErrorCode.InvalidRequest,
                        "bad.connection" => Auth0ErrorCode.UnknownRealm,
                        _ => null,
                    },
                activity,
                cancellationToken
            )
            .ConfigureAwait(false);
        return new Auth0PasswordlessLogin(username, realm, audience, scope);
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Parameters(string? audience, ScopeSet scope)
    {
        if (audience is not null)
        {
            yield return new("audience", audience);
        }

        if (!scope.IsEmpty)
        {
            yield return new("scope", scope.ToString());
        }
    }
}
