using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.Sessions;

/// <summary>Tokens that an API rejected: they are not taken from the store again. Only their fingerprints are kept.</summary>
internal sealed class RefusedTokens
{
    private const int Remembered = 64;

    private readonly ConcurrentDictionary<string, bool> _fingerprints = new();

    /// <summary>Remembers a token that an API rejected: it is not taken from the store again.</summary>
    public void Add(Auth0Token token)
    {
        if (_fingerprints.Count >= Remembered)
        {
            _fingerprints.Clear();
        }

        _fingerprints[Fingerprint(token.AccessToken.Reveal())] = true;
    }

    /// <summary>Whether an API rejected this token.</summary>
    public bool Contains(string accessToken) => _fingerprints.ContainsKey(Fingerprint(accessToken));

    private static string Fingerprint(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
