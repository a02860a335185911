namespace Auth0Flows.Tests;

/// <summary>How to tell a JWT in a text. Three letters (<c>eyJ</c>) don't: random key ids and thumbprints have them, too.</summary>
internal static class JwtText
{
    /// <summary>The start of <c>{"alg":"</c>, <c>{"typ":"</c>, <c>{"iss":"</c> and others of three letters, in Base64.</summary>
    public const string Start = "eyJ.{4}iOi";
}
