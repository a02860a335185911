using System.Net;
using Auth0Flows.DPoP;
using Auth0Flows.Http;
using Auth0Flows.RateLimits;
using Auth0Flows.Sessions;
using Auth0Flows.Tokens;

namespace Auth0Flows.Api;

/// <summary>
/// Sends one call with the right token for the host, replaces a rejected token, and returns the response or throws the API's error.
/// </summary>
internal sealed class ApiCaller(SessionContext context, SessionTokens tokens, TokenProofs proofs, RequestPacer pacer)
{
    /// <param name="request">The call.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="sink">Receives the body of a successful response as it arrives; null to keep the body in memory.</param>
    public async Task<HttpExchange> SendAsync(
        Auth0ApiRequest request,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        Func<Stream, CancellationToken, Task>? sink = null
    )
    {
        var address = ApiAddress.Of(request, context.Domain, context.ManagementAudience, context.Audience);
        var reading = new AnswerReading(AnswerLimits.Api, request.BorrowsBody, sink, RefusesPages: address.IsManagementApi);
        var builder = new ApiRequestBuilder(request, address.Uri);
        var token = request.Token ?? await GetTokenAsync(request, address, activity, cancellationToken).ConfigureAwait(false);
        if (request.Token is null)
        {
            address.CheckIsMeant(token.Audience);
        }

        Check(token, request, address);

        var answer = await SendAsync(builder, address, request, token, reading, activity, cancellationToken).ConfigureAwait(false);
        if (
            answer.StatusCode == HttpStatusCode.Unauthorized
            && request.Token is null
            && !IsFreshReplacement(token)
            && !DPoPChallenge.IsAboutProof(answer) // the token is valid
        )
        {
            // The token seemed valid, but was revoked, or its signing key is gone. A 401 changed nothing, so any method can be retried.
            activity?.Report(
                new Auth0Activity(
                    Auth0ActivityKind.Retry,
                    $"{answer.Request} refused the session's token (401). Trying once with a new one."
                )
            );
            var organization = OrganizationOf(request, address);
            if (
                await tokens
                    .ReplaceAsync(token, address.Audience, organization, request.Scope, activity, cancellationToken)
                    .ConfigureAwait(false) is
                { } replacement
            )
            {
                token = replacement;
                token.IsReplacement = true;
                answer = await SendAsync(builder, address, request, token, reading, activity, cancellationToken).ConfigureAwait(false);
            }
        }

        if (answer.IsSuccess || request.SkipsErrorCheck)
        {
            return answer.IsSuccess && address.IsManagementApi ? JsonAnswer.RefusePage(answer) : answer;
        }

        var refusal = ApiRefusal.Read(answer, address.Audience, token.ClientId, context.Now);
        if (refusal.Code == Auth0ErrorCode.Conflict && ConflictSearch.For(request) is { } search)
        {
            refusal = await ExplainAsync(refusal, search, activity, cancellationToken).ConfigureAwait(false);
        }

        throw refusal;
    }

    /// <summary>Checks that a token may be sent to an address by somebody else.</summary>
    /// <exception cref="Auth0ConfigurationException">It has expired, or is for another API.</exception>
    public void CheckMayCall(Auth0Token token, Uri uri)
    {
        var request = new Auth0ApiRequest { Uri = uri, Token = token };
        Check(token, request, ApiAddress.Of(request, context.Domain, context.ManagementAudience, context.Audience));
    }

    // Finds the conflicting object: the one with the same key.
    private async Task<Auth0ApiException> ExplainAsync(
        Auth0ApiException refusal,
        ConflictSearch search,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return search.Explain(refusal, await SendAsync(search.Request, activity, cancellationToken).ConfigureAwait(false));
        }
        catch (Auth0Exception)
        {
            return refusal; // the object can't be read, or was deleted
        }
    }

    // Tokens have a quota. If the API also rejects the new token, don't request another one for every call.
    private bool IsFreshReplacement(Auth0Token token) => token.IsReplacement && context.Now - token.IssuedAt < TimeSpan.FromMinutes(1);

    private async ValueTask<Auth0Token> GetTokenAsync(
        Auth0ApiRequest request,
        ApiAddress address,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await tokens
                .GetAsync(address.Audience, OrganizationOf(request, address), request.Scope, activity, force: false, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Auth0TokenException refusal) when (address.Audience is null && refusal.Code == Auth0ErrorCode.MissingAudience)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingAudience,
                $"The audience of the API at {address.Uri.Host} is not known, and the tenant has no default audience. Specify it to get a token for this API."
            );
        }
    }

    private string? OrganizationOf(Auth0ApiRequest request, ApiAddress address) =>
        request.Organization ?? (address.Audience == context.ManagementAudience ? null : context.Organization);

    private void Check(Auth0Token token, Auth0ApiRequest request, ApiAddress address)
    {
        if (!token.IsForApis)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.UnsupportedTokenType,
                $"The token is a {token.IssuedTokenType ?? "token of another type"}, not an access token: it is not sent to an API."
            );
        }

        address.CheckMayLeave(token.Audience);
        CertificateBinding.CheckUse(token, context.Client);
        if (request.Token is { IsExpired: true })
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.TokenExpired, $"The token expired at {token.ExpiresAt:u}.")
            {
                Audience = address.Audience,
            };
        }
    }

    private async Task<HttpExchange> SendAsync(
        ApiRequestBuilder builder,
        ApiAddress address,
        Auth0ApiRequest request,
        Auth0Token token,
        AnswerReading reading,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var use = proofs.For(token);
            return await proofs
                .Sender.SendAsync(
                    () => CertificateBinding.Present(builder.Build(token.AccessToken, use), token, context.Client),
                    use,
                    PolicyOf(request.Method),
                    activity,
                    cancellationToken,
                    address.IsManagementApi ? new RateLimitGate(pacer, RequestPacer.GroupOf(request.Method, address.Uri)).PassAsync : null,
                    reading: address.IsManagementApi ? reading : reading with { TakesParts = true }
                )
                .ConfigureAwait(false);
        }
        catch (ObjectDisposedException) when (context.IsClosed) // during the call: the keys are wiped
        {
            throw context.Closed();
        }
    }

    // RFC 9110 §9.2.2: idempotent requests can be retried. POST and PATCH may already have had an effect.
    public static RepeatPolicy PolicyOf(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Put || method == HttpMethod.Delete
            ? RepeatPolicy.WhenFailed
            : RepeatPolicy.WhenRateLimited;
}
