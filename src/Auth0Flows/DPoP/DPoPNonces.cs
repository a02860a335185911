using System.Collections.Concurrent;
using Auth0Flows.Http;

namespace Auth0Flows.DPoP;

/// <summary>
/// The newest nonce of each server (RFC 9449 §8.2). An authorization server and the APIs have their own, even at the same host.
/// Thread-safe.
/// </summary>
internal sealed class DPoPNonces
{
    private const string HeaderName = "DPoP-Nonce";
    private const int Longest = 4096;
    private const int Most = 1024; // servers; nobody calls as many

    private readonly ConcurrentDictionary<(bool IsApi, string Origin), string> _nonces = new();

    /// <summary>The nonce for a request; null if the server has given none.</summary>
    /// <param name="address">The request's address.</param>
    /// <param name="isApi">Whether an API is called, rather than the authorization server.</param>
    public string? Find(Uri address, bool isApi) => _nonces.GetValueOrDefault((isApi, OriginOf(address)));

    /// <summary>The nonce of a response; null if it has none that can be used.</summary>
    public static string? Of(HttpExchange answer) =>
        answer.Header(HeaderName) is { Length: > 0 and <= Longest } nonce && nonce.All(IsAllowed) ? nonce : null;

    /// <summary>Remembers the nonce of a response, also of a successful one: the next request has it.</summary>
    public void Remember(HttpExchange answer, Uri address, bool isApi)
    {
        if (Of(answer) is { } nonce && (_nonces.Count < Most || _nonces.ContainsKey((isApi, OriginOf(address)))))
        {
            _nonces[(isApi, OriginOf(address))] = nonce;
        }
    }

    // RFC 6749, appendix A: NQCHAR.
    private static bool IsAllowed(char character) => character is '!' or (>= '#' and <= '[') or (>= ']' and <= '~');

    private static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
