using System.Collections.Concurrent;

namespace Auth0Flows.Tests.Soak;

/// <summary>
/// Refresh tokens that rotate. The one before the newest is good until the newest was used, as with Auth0's reuse interval: an answer that
/// was lost on its way costs nothing. Any other one is astray: its holder lost one on the way.
/// </summary>
internal sealed class RotatingTokens
{
    private readonly ConcurrentDictionary<string, Family> _families = new();
    private int _rotations;
    private int _astray;
    private int _overlaps;

    public int Rotations => _rotations;

    /// <summary>How often one was presented that is neither the newest nor the one before.</summary>
    public int Astray => _astray;

    /// <summary>How often two were presented at once of one family.</summary>
    public int Overlaps => _overlaps;

    public string Begin(string user) => (_families[user] = new Family()).Newest = $"{user}.0";

    /// <summary>The next one; null where this one is not good.</summary>
    public string? Rotate(string token)
    {
        if (FamilyOf(token) is not { } family || (token != family.Newest && token != family.Before))
        {
            Interlocked.Increment(ref _astray);
            return null;
        }

        family.Before = token;
        Interlocked.Increment(ref _rotations);
        return family.Newest = $"{token.Split('.')[0]}.{Interlocked.Increment(ref family.Count)}";
    }

    /// <summary>From when it is presented until its answer is sent, no other one of its family may be.</summary>
    public IDisposable? Present(string? token) => token is null ? null : FamilyOf(token)?.Enter(this);

    private Family? FamilyOf(string token) => _families.GetValueOrDefault(token.Split('.')[0]);

    private sealed class Family : IDisposable
    {
        public int Count;
        private int _presented;

        public string Newest { get; set; } = "";

        public string? Before { get; set; }

        public Family Enter(RotatingTokens tokens)
        {
            if (Interlocked.Increment(ref _presented) > 1)
            {
                Interlocked.Increment(ref tokens._overlaps);
            }

            return this;
        }

        // Leaves: the family itself lives on.
        public void Dispose() => Interlocked.Decrement(ref _presented);
    }
}
