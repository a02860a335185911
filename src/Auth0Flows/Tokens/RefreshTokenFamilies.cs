using System.Security.Cryptography;

namespace Auth0Flows.Tokens;

/// <summary>
/// The families of the refresh tokens that this process knows, so that a token is never used twice at the same time. Those that nobody has
/// used for longer than Auth0's longest lifetime by default are forgotten, and so are the oldest of very many; tokens that belong to one
/// can still be renewed.
/// </summary>
internal sealed class RefreshTokenFamilies(TimeProvider? timeProvider = null)
{
    private const int FirstSweep = 64;
    private const int Most = 4096;

    // Tokens per family: a caller with an older one hasn't used it for a long time.
    private const int Remembered = 16;

    // https://auth0.com/docs/secure/tokens/refresh-tokens/configure-refresh-token-expiration: 30 days.
    private static readonly TimeSpan _longestLife = TimeSpan.FromDays(30);

    private readonly TimeProvider _timeProvider = timeProvider ?? TimeProvider.System;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RefreshTokenFamily> _families = [];
    private readonly Dictionary<RefreshTokenFamily, Queue<string>> _fingerprints = [];
    private int _sweepAt = FirstSweep;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _fingerprints.Count;
            }
        }
    }

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

            family.UsedAt = _timeProvider.GetUtcNow();
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

    /// <summary>Lets logins of a damaged entry be stored again, as new ones.</summary>
    public void ForgetStored(string place)
    {
        lock (_gate)
        {
            foreach (var family in _fingerprints.Keys.Where(family => family.Home?.Place == place))
            {
                family.StoredId = null;
            }
        }
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
            Drop(family);
        }
    }

    private void Add(string fingerprint, RefreshTokenFamily family)
    {
        if (!_fingerprints.TryGetValue(family, out var members))
        {
            Sweep();
            _fingerprints[family] = members = new Queue<string>();
        }

        family.UsedAt = _timeProvider.GetUtcNow();

        if (_families.TryAdd(fingerprint, family))
        {
            members.Enqueue(fingerprint);
            if (members.Count > Remembered)
            {
                _families.Remove(members.Dequeue());
            }
        }
    }

    private void Drop(RefreshTokenFamily family)
    {
        if (_fingerprints.Remove(family, out var members))
        {
            foreach (var member in members)
            {
                _families.Remove(member);
            }
        }
    }

    private void Sweep()
    {
        if (_fingerprints.Count < _sweepAt)
        {
            return;
        }

        var unused = _timeProvider.GetUtcNow() - _longestLife;
        var oldestFirst = _fingerprints.Keys.OrderBy(static family => family.UsedAt).ToArray();
        var tooMany = oldestFirst.Length - Most + FirstSweep; // so that not each new one costs a sweep
        for (var i = 0; i < oldestFirst.Length && (i < tooMany || oldestFirst[i].UsedAt <= unused); i++)
        {
            Drop(oldestFirst[i]);
        }

        _sweepAt = Math.Clamp(_fingerprints.Count * 2, FirstSweep, Most);
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
