using System.Diagnostics.CodeAnalysis;
using Auth0Flows.Basics;
using Auth0Flows.Errors;
using Auth0Flows.Http;

namespace Auth0Flows.DPoP;

/// <summary>
/// Sends requests with proofs: a new one for each attempt. If the server wants a nonce, the request is sent once more with it (RFC 9449
/// §8, §9), whatever else may be repeated: it had no effect yet.
/// </summary>
/// <param name="transport">Sends them.</param>
/// <param name="keys">The keys; null for a session without DPoP.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class DPoPSender(HttpTransport transport, DPoPKeys? keys, TimeProvider timeProvider)
{
    private readonly DPoPNonces _nonces = new();

    /// <summary>Whether new tokens are to be bound.</summary>
    public bool IsUsed => keys is not null;

    /// <summary>The key that new tokens are bound to; null for a session without DPoP.</summary>
    /// <exception cref="ObjectDisposedException">It is wiped.</exception>
    public DPoPKey? OwnKey => keys?.Own;

    /// <summary>Finds a key, if this session has it.</summary>
    public bool TryFind(string thumbprint, [NotNullWhen(true)] out DPoPKey? key)
    {
        key = null;
        return keys is not null && keys.TryFind(thumbprint, out key);
    }

    /// <summary>The error for something that is bound to a key that this session doesn't have.</summary>
    /// <param name="thumbprint">The key's thumbprint, if it is known.</param>
    /// <param name="what">What is bound to it.</param>
    public static Auth0ConfigurationException Missing(string? thumbprint, string what) =>
        new(
            Auth0ErrorCode.DPoPKeyMissing,
            $"{what} is bound to a key that this session doesn't have{(thumbprint is null ? "" : $" (jkt {ServerText.Clean(thumbprint)})")}: it can't be used without that key."
        );

    /// <summary>Creates a proof for a call that others send, with the newest nonce of the API unless another one is given.</summary>
    public Auth0Secret Prove(DPoPUse use, string method, Uri address, string? nonce) =>
        DPoPProof
            .Create(
                use.Key,
                method,
                address,
                use.AccessToken,
                nonce ?? _nonces.Find(address, use.AccessToken is not null),
                timeProvider.GetUtcNow()
            )
            .ToSecret();

    /// <param name="create">Creates the request for each attempt.</param>
    /// <param name="use">What its proofs are made with; null for a request without.</param>
    /// <param name="policy">Which requests can be retried.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="gate">Comes before each attempt; null if nothing does, such as a rate limit.</param>
    /// <param name="finishesWhatIsSent">Completes a request that was already sent.</param>
    /// <param name="reading">How the response's body is read.</param>
    public async Task<HttpExchange> SendAsync(
        Func<HttpRequestMessage> create,
        DPoPUse? use,
        RepeatPolicy policy,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        RequestGate? gate = null,
        bool finishesWhatIsSent = false,
        AnswerReading? reading = null
    )
    {
        if (use is null)
        {
            return await SendAsync(create).ConfigureAwait(false);
        }

        var isApi = use.AccessToken is not null;
        var (address, sent) = ((Uri?)null, (string?)null);
        var answer = await SendAsync(() => Prove(given: null)).ConfigureAwait(false);
        _nonces.Remember(answer, address!, isApi);
        if (!DPoPChallenge.WantsNonce(answer) || DPoPNonces.Of(answer) is not { } nonce || nonce == sent)
        {
            return answer;
        }

        activity?.Report(
            new Auth0Activity(
                Auth0ActivityKind.Retry,
                $"{answer.Request} wants a nonce in the DPoP proof. Sending it once more with the nonce."
            )
        );
        answer = await SendAsync(() => Prove(nonce)).ConfigureAwait(false);
        _nonces.Remember(answer, address!, isApi);
        return answer;

        Task<HttpExchange> SendAsync(Func<HttpRequestMessage> createWithProof) =>
            transport.SendAsync(createWithProof, policy, activity, cancellationToken, gate, finishesWhatIsSent, reading);

        HttpRequestMessage Prove(string? given)
        {
            var request = create();
            EmptyContent.AddTo(request);
            ProofHeader.Set(
                request,
                (method, target) =>
                {
                    // The newest one: a certificate's endpoint, or a redirect, has another address.
                    (address, sent) = (target, given ?? _nonces.Find(target, isApi));
                    return DPoPProof.Create(use.Key, method.Method, target, use.AccessToken, sent, timeProvider.GetUtcNow());
                }
            );
            return request;
        }
    }
}
