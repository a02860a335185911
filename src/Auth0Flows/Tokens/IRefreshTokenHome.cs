namespace Auth0Flows.Tokens;

/// <summary>Where a family of refresh tokens is stored: every use of them goes through it.</summary>
internal interface IRefreshTokenHome
{
    /// <summary>The store, as it is shown.</summary>
    string Name { get; }

    /// <summary>Tells homes apart: another key, or another kind of tokens, is another home in the same store.</summary>
    string Place { get; }

    /// <summary>Whether its tokens are bound to keys (DPoP).</summary>
    bool IsBound { get; }

    /// <summary>Whether its session is closed.</summary>
    bool IsClosed { get; }
}
