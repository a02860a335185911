using System.Collections.Concurrent;

namespace Auth0Flows.Tests.Soak;

/// <summary>
/// Rotating refresh tokens. The previous token stays valid until the newest one is used, as with Auth0's reuse interval, so a lost response
/// does no harm. Any other token is astray: its holder has lost one.
/// </summary>
internal sealed class RotatingTokens
{
    private readonly ConcurrentDictionary<string, Family> _families = new();
    private int _rotations;
    private int _astray;
    private int _overlaps;

    public int Rotations => _rotations;

    /// <summary>How often a token was sent that is neither the newest nor the previous one.</summary>
    public int Astray => _astray;

    /// <summary>How often two tokens of one family were in use at once.</summary>
    public int Overlaps => _overlaps;

    public string Begin(string user) => (_families[user] = new Family()).Newest = $"{user}.0";

    /// <summary>The next token; null if this one isn't valid.</summary>
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

    /// <summary>Marks a token as in use until its response is sent. Meanwhile, no other token of its family may be in use.</summary>
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

        // Ends the use; the family stays valid.
        public void Dispose() => Interlocked.Decrement(ref _presented);
    }
}
