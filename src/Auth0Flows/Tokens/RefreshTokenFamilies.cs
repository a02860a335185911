using System.Security.Cryptography;

namespace Auth0Flows.Tokens;

/// <summary>The families of all refresh tokens that this process knows, so that a token is never used twice at the same time.</summary>
internal sealed class RefreshTokenFamilies
{
    // Tokens per family: a caller with an older one hasn't used it for a long time.
    private const int Remembered = 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RefreshTokenFamily> _families = [];
    private readonly Dictionary<RefreshTokenFamily, Queue<string>> _fingerprints = [];

    /// <summary>The family of a refresh token; a new one if the token is unknown.</summary>
    public RefreshTokenFamily Of(Auth0Secret refreshToken)
    {
        var fingerprint = Fingerprint(refreshToken);
        lock (_gate)
        {
            if (!_families.TryGetValue(fingerprint, out var family))
            {
                family = new RefreshTokenFamily(this, refreshToken); // the caller may wipe the original
                Add(fingerprint, family);
            }

            return family;
        }
    }

    /// <summary>The family of a stored login, with its newest refresh token.</summary>
    public RefreshTokenFamily OfStored(string id, Auth0Secret refreshToken, int rotation)
    {
        RefreshTokenFamily? family;
        lock (_gate)
        {
            family = _fingerprints.Keys.FirstOrDefault(known => known.StoredId == id);
        }

        family ??= Of(refreshToken);
        family.StoredId = id;
        family.Adopt(refreshToken, rotation);
        return family;
    }

    /// <summary>Adds a token to a family.</summary>
    public void Add(Auth0Secret refreshToken, RefreshTokenFamily family)
    {
        var fingerprint = Fingerprint(refreshToken);
        lock (_gate)
        {
            Add(fingerprint, family);
        }
    }

    /// <summary>Removes a family.</summary>
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

    /// <summary>Identifies a refresh token without telling it.</summary>
    public static string Fingerprint(Auth0Secret refreshToken)
    {
        var bytes = refreshToken.ToUtf8();
        var fingerprint = Convert.ToHexString(SHA256.HashData(bytes));
        Array.Clear(bytes);
        return fingerprint;
    }
}
