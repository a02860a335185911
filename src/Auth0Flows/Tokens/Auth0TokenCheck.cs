namespace Auth0Flows;

/// <summary>One thing that was checked of a token.</summary>
/// <param name="Name">
/// What: Format, Algorithm, Key, Signature, Issuer, Audience, Expiry, NotBefore, IssuedAt, Scope, or the name of a claim.
/// </param>
/// <param name="IsPassed">Whether it is as it must be.</param>
/// <param name="Expected">How it must be, in words.</param>
/// <param name="Found">How it is, in words; never the token.</param>
public sealed record Auth0TokenCheck(string Name, bool IsPassed, string Expected, string Found);
