using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows;

/// <summary>
/// The tenant's public keys (RFC 7517), as /.well-known/jwks.json names them: kept for ten minutes, and asked for once more for a key id
/// that is unknown, but not oftener than every five seconds, whatever tokens come in.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle: there is nothing to dispose.")]
internal sealed class SigningKeys(Auth0Domain domain, HttpTransport transport, TimeProvider timeProvider)
{
    private static readonly TimeSpan _life = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IReadOnlyList<JsonWebKey>? _keys; // no empty list: it would load the package before it is needed
    private DateTimeOffset _fetchedAt = DateTimeOffset.MinValue;

    /// <summary>The keys that may have signed: the one of this id, or all where the token names none. Empty where the id is unknown.</summary>
    public async ValueTask<IReadOnlyList<SecurityKey>> FindAsync(string? keyId, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var age = timeProvider.GetUtcNow() - _fetchedAt;
            if (age >= _life || (age >= _pause && Select(keyId).Count == 0))
            {
                _keys = await FetchAsync(activity, cancellationToken).ConfigureAwait(false);
                _fetchedAt = timeProvider.GetUtcNow();
            }

            return Select(keyId);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The same of a key set that is at hand.</summary>
    /// <exception cref="Auth0ConfigurationException">It is no key set.</exception>
    public static IReadOnlyList<SecurityKey> Read(string jwks, string? keyId)
    {
        try
        {
            return Select(Parse(jwks), keyId);
        }
        catch (ArgumentException)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidJson, "The key set is not of the form that /.well-known/jwks.json has (RFC 7517 §5).");
        }
    }

    private IReadOnlyList<SecurityKey> Select(string? keyId) => Select(_keys ?? [], keyId);

    private static IReadOnlyList<SecurityKey> Select(IEnumerable<JsonWebKey> keys, string? keyId) => [.. keys.Where(key => keyId is null || key.Kid == keyId)];

    private async Task<IReadOnlyList<JsonWebKey>> FetchAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var answer = await transport.SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, new Uri(domain.BaseAddress, ".well-known/jwks.json")),
            RepeatPolicy.WhenFailed,
            activity,
            cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw new Auth0ResponseException(Auth0ErrorCode.SigningKeysUnavailable, $"{answer.Request} answered {(int)answer.StatusCode}: without the tenant's keys its ID tokens can't be checked.")
            { StatusCode = answer.StatusCode, Request = answer.Request, CorrelationId = answer.CorrelationId };
        }

        using (JsonAnswer.ParseObject(answer))
        {
            try
            {
                return Parse(Encoding.UTF8.GetString(answer.Body.Span));
            }
            catch (ArgumentException failure)
            {
                throw new Auth0ResponseException(Auth0ErrorCode.InvalidJson, $"{answer.Request} answered with no key set.", failure) { Request = answer.Request };
            }
        }
    }

    // RFC 7517 §4.2: a key for encryption signs nothing.
    private static JsonWebKey[] Parse(string jwks)
        => [.. new JsonWebKeySet(jwks).Keys.Where(static key => key is { Kty: JsonWebAlgorithmsKeyTypes.RSA, Use: null or "" or "sig" })];
}
