using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.DPoP;
using Auth0Flows.Grants;
using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>POST /oauth/token: sends a grant with the client authentication, and returns a token or throws the server's error.</summary>
internal sealed class TokenEndpoint(
    Auth0Domain domain,
    Auth0ClientAuthentication client,
    DPoPSender sender,
    IdTokenValidator idTokens,
    RefreshTokenFamilies families,
    TimeProvider timeProvider
)
{
    /// <summary>Whether new tokens are bound to keys.</summary>
    public bool IsBound => sender.IsUsed;

    public async Task<Auth0Token> RequestAsync(Auth0Grant grant, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        CheckClient(grant);
        var key = sender.OwnKey;
        var answer = await sender
            .SendAsync(() => CreateRequest(grant), UseOf(key), grant.RepeatPolicy, activity, cancellationToken)
            .ConfigureAwait(false);
        using var json = Read(answer, grant);
        var read = CheckBinding(TokenAnswer.Read(json.RootElement, answer.Sent), key, grant);
        var family = read.RefreshToken is null ? null : families.Of(read.RefreshToken);
        var token = await CreateTokenAsync(read, grant, family, key, activity, cancellationToken).ConfigureAwait(false);
        if (family is not null)
        {
            (family.GrantedScope, family.KeyThumbprint) = (token.Scope, key?.Thumbprint);
        }

        return token;
    }

    /// <summary>
    /// Sends a refresh, or the second factor that completes one. The family keeps the new refresh token before the rest of the response is
    /// processed, even if the response is interrupted or invalid.
    /// </summary>
    /// <param name="grant">The refresh, or the second factor.</param>
    /// <param name="beforeAttempt">Called before each attempt, which isn't made if it fails; null for nothing.</param>
    /// <param name="activity">Receives requests and retries.</param>
    /// <param name="cancellationToken">Cancels the waits; what was sent is completed.</param>
    public async Task<Auth0Token> RefreshAsync(
        Auth0Grant grant,
        Func<Task>? beforeAttempt,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var family = grant.Refresh!.Family;
        var key = KeyOf(family);
        var rotation = new RefreshTokenCatch(family.Keep);
        var answer = await sender
            .SendAsync(
                () => CreateRequest(grant),
                UseOf(key),
                grant.RepeatPolicy,
                activity,
                cancellationToken,
                beforeAttempt is null ? null : SendAfterItAsync,
                finishesWhatIsSent: true,
                reading: AnswerReading.Authentication with
                {
                    Came = rotation.Hear,
                }
            )
            .ConfigureAwait(false);
        rotation.Hear(answer.Utf8, answer.IsSuccess, isWhole: true);
        using var json = Read(answer, grant);

        // Not cancelled either: the token is valid, and the next one would cost another request.
        var read = CheckBinding(TokenAnswer.Read(json.RootElement, answer.Sent), key, grant);
        family.KeyThumbprint = key?.Thumbprint;
        return await CreateTokenAsync(read, grant, family, key, activity, CancellationToken.None).ConfigureAwait(false);

        async Task<HttpExchange> SendAfterItAsync(
            Func<Task<HttpExchange>> send,
            TimeSpan longestWait,
            IProgress<Auth0Activity>? progress,
            CancellationToken stop
        )
        {
            await beforeAttempt().ConfigureAwait(false);
            return await send().ConfigureAwait(false);
        }
    }

    private TokenAnswer CheckBinding(TokenAnswer answer, DPoPKey? key, Auth0Grant grant) =>
        TokenBinding.Check(answer, grant.IsBound ? key?.Thumbprint : null, grant.Audience, client);

    // RFC 9449 §5: a public application's refresh token is bound to the key of its login; another one's is bound to the application.
    private DPoPKey? KeyOf(RefreshTokenFamily family) =>
        family.KeyThumbprint is not { } thumbprint ? sender.OwnKey
        : sender.TryFind(thumbprint, out var key) ? key
        : client.Method != Auth0ClientAuthenticationMethod.None ? sender.OwnKey
        : throw DPoPSender.Missing(thumbprint, "The login's refresh token");

    private static DPoPUse? UseOf(DPoPKey? key) => key is null ? null : new DPoPUse(key);

    private void CheckClient(Auth0Grant grant)
    {
        if (grant.NeedsConfidentialClient && client.Method == Auth0ClientAuthenticationMethod.None)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingClientSecret,
                $"The grant {grant.WireName} requires an application that can authenticate itself{(grant is PasswordGrant ? " if the user's address is forwarded" : "")}; {client.ClientId} was connected without a secret."
            )
            {
                ClientId = client.ClientId,
                Audience = grant.Audience,
            };
        }
    }

    private JsonDocument Read(HttpExchange answer, Auth0Grant grant)
    {
        var json = answer.IsSuccess ? JsonAnswer.ParseObject(answer) : null;
        if (json is not null && !TokenRefusal.IsOne(json))
        {
            return json;
        }

        json?.Dispose();
        throw TokenRefusal.Read(answer, grant, domain, client.ClientId, timeProvider.GetUtcNow());
    }

    private async Task<Auth0Token> CreateTokenAsync(
        TokenAnswer answer,
        Auth0Grant grant,
        RefreshTokenFamily? family,
        DPoPKey? key,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        if (answer.IdToken is not null)
        {
            await idTokens.ValidateAsync(answer.IdToken, grant.IdToken, activity, cancellationToken).ConfigureAwait(false);
        }
        else if (grant.NeedsIdToken(answer.Scope))
        {
            throw new Auth0ResponseException(
                Auth0ErrorCode.MissingIdToken,
                "The scope openid was requested, but the answer contains no ID token. No token was kept."
            )
            {
                Audience = grant.Audience,
            };
        }

        var token = new Auth0Token(
            answer with
            {
                IdToken = answer.IdToken ?? grant.Refresh?.IdTokenBefore,
            },
            grant.Asked,
            domain,
            client.ClientId,
            timeProvider,
            family
        )
        {
            KeyThumbprint = answer.TokenType == TokenAnswer.DPoP ? key?.Thumbprint : null,
        };
        CertificateBinding.Check(token, client);
        return token;
    }

    private HttpRequestMessage CreateRequest(Auth0Grant grant)
    {
        FieldContent body = grant.IsJson ? new JsonContent() : new FormContent();
        body.Add("grant_type", grant.WireName);
        var request = new HttpRequestMessage(HttpMethod.Post, domain.TokenEndpoint) { Content = body };
        client.Apply(body, request.Headers, domain.Issuer, timeProvider.GetUtcNow());
        grant.Write(body);
        body.Add("authorization_details", grant.AuthorizationDetails?.ToJson().ToSecret());
        grant.WriteHeaders(request.Headers);
        return request;
    }
}
