namespace Auth0Flows.Tokens;

/// <summary>The types of tokens that a token endpoint issues. Their case doesn't matter (RFC 6749 §5.1).</summary>
internal static class Auth0TokenType
{
    /// <summary>Whoever has it can use it (RFC 6750).</summary>
    public const string Bearer = "Bearer";

    /// <summary>It is bound to a key (RFC 9449 §5).</summary>
    public const string DPoP = "DPoP";

    /// <summary>What was issued is no access token (RFC 8693 §2.2.1).</summary>
    public const string NotApplicable = "N_A";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [Bearer, DPoP, NotApplicable];
}
