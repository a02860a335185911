namespace Auth0Flows;

/// <summary>A check of a token.</summary>
/// <param name="Name">
/// The name: Format, Algorithm, Key, Signature, Issuer, Audience, Expiry, NotBefore, IssuedAt, Certificate, Scope, or the name of a claim;
/// Binding, of a bound token without what it is bound to: it passes, and says that it was not checked;
/// of a DPoP proof: ProofFormat, ProofType, ProofAlgorithm, ProofKey, ProofSignature, ProofId, ProofMethod, ProofUri, ProofIssuedAt,
/// ProofNonce, ProofToken, ProofBinding.
/// </param>
/// <param name="IsPassed">Whether the check passed.</param>
/// <param name="Expected">Describes the expected value.</param>
/// <param name="Found">Describes the actual value; never the token.</param>
public sealed record Auth0TokenCheck(string Name, bool IsPassed, string Expected, string Found);
