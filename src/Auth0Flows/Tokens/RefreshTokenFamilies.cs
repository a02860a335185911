using System.Security.Cryptography;

namespace Auth0Flows.Tokens;

/// <summary>
/// The families of the refresh tokens that this process knows of, so that the same one is never used from two sides at once.
/// </summary>
internal sealed class RefreshTokenFamilies
{
    // Of each family: who still holds one that is older than that has not used it for long.
    private const int Remembered = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RefreshTokenFamily> _families = [];
    private readonly Dictionary<RefreshTokenFamily, Queue<string>> _fingerprints = [];

    /// <summary>The family that this refresh token belongs to, or a new one if the token is not known yet.</summary>
    public RefreshTokenFamily Of(Auth0Secret refreshToken)
    {
        var fingerprint = Fingerprint(refreshToken);
        lock (_gate)
        {
            if (!_families.TryGetValue(fingerprint, out var family))
            {
                family = new RefreshTokenFamily(this, refreshToken); // whoever gave it may wipe theirs
                Add(fingerprint, family);
            }

            return family;
        }
    }

    /// <summary>A family has a new member.</summary>
    public void Add(Auth0Secret refreshToken, RefreshTokenFamily family)
    {
        var fingerprint = Fingerprint(refreshToken);
        lock (_gate)
        {
            Add(fingerprint, family);
        }
    }

    /// <summary>Forgets a family.</summary>
    public void Remove(RefreshTokenFamily family)
    {
        lock (_gate)
        {
            if (_fingerprints.Remove(family, out var members))
            {
                foreach (var member in members)
                {
                    _families.Remove(member);
                }
            }
        }
    }

    private void Add(string fingerprint, RefreshTokenFamily family)
    {
        if (!_fingerprints.TryGetValue(family, out var members))
        {
            _fingerprints[family] = members = new Queue<string>();
        }

        if (_families.TryAdd(fingerprint, family))
        {
            members.Enqueue(fingerprint);
            if (members.Count > Remembered)
            {
                _families.Remove(members.Dequeue());
            }
        }
    }

    private static string Fingerprint(Auth0Secret refreshToken)
    {
        var bytes = refreshToken.ToUtf8();
        var fingerprint = Convert.ToHexString(SHA256.HashData(bytes));
        Array.Clear(bytes);
        return fingerprint;
    }
}
