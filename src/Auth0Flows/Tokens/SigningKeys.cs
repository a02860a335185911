using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Auth0Flows.Http;

namespace Auth0Flows.Tokens;

/// <summary>
/// The tenant's public keys (RFC 7517) from /.well-known/jwks.json: cached for ten minutes, and requested again for an unknown key id, but
/// at most every five seconds, regardless of the tokens.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle: there is nothing to dispose.")]
internal sealed class SigningKeys(Auth0Domain domain, HttpTransport transport, TimeProvider timeProvider)
{
    private static readonly TimeSpan _life = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private KeySet? _keys; // not an empty one, which would load the package before it is needed
    private DateTimeOffset _fetchedAt = DateTimeOffset.MinValue;

    /// <summary>Finds the keys that may have signed a token: the one with this id, or all if the token doesn't specify one.</summary>
    public async ValueTask<FoundKeys> FindAsync(string? keyId, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var age = (timeProvider.GetUtcNow() - _fetchedAt).Duration(); // the clock may have been set back
            if (age >= _life || (age >= _pause && _keys!.Find(keyId).IsEmpty))
            {
                _keys = await FetchAsync(activity, cancellationToken).ConfigureAwait(false);
                _fetchedAt = timeProvider.GetUtcNow();
            }

            return _keys!.Find(keyId);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Finds keys in a specified key set.</summary>
    /// <exception cref="Auth0ConfigurationException">The text is not a key set.</exception>
    public static FoundKeys Read(string jwks, string? keyId)
    {
        try
        {
            return KeySet.Parse(jwks, "The key set").Find(keyId);
        }
        catch (Exception failure) when (failure is ArgumentException or JsonException)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidJson,
                "The key set does not have the format of /.well-known/jwks.json (RFC 7517 §5)."
            );
        }
    }

    private async Task<KeySet> FetchAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        try
        {
            return Read(
                await transport
                    .SendAsync(
                        () => new HttpRequestMessage(HttpMethod.Get, new Uri(domain.BaseAddress, ".well-known/jwks.json")),
                        RepeatPolicy.WhenFailed,
                        activity,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            );
        }
        catch (Auth0ConnectionException failure)
        {
            throw new Auth0ConnectionException(failure.Code, $"The tenant's keys could not be read. {failure.Message}", failure)
            {
                Request = failure.Request,
            };
        }
    }

    private static KeySet Read(HttpExchange answer)
    {
        if (!answer.IsSuccess)
        {
            throw new Auth0ResponseException(
                Auth0ErrorCode.SigningKeysUnavailable,
                $"The tenant's keys could not be read: {answer.Request} answered {(int)answer.StatusCode}."
            )
            {
                StatusCode = answer.StatusCode,
                Request = answer.Request,
                CorrelationId = answer.CorrelationId,
            };
        }

        using (JsonAnswer.ParseObject(answer))
        {
            try
            {
                return KeySet.Parse(Encoding.UTF8.GetString(answer.Utf8.Span), answer.Request);
            }
            catch (Exception failure) when (failure is ArgumentException or JsonException)
            {
                // Without the exception, whose message quotes the keys.
                throw new Auth0ResponseException(Auth0ErrorCode.InvalidJson, $"{answer.Request} returned no key set.")
                {
                    Request = answer.Request,
                };
            }
        }
    }
}
