using System.Net;
using System.Security.Cryptography;
using System.Text;
using Auth0Flows.Basics;
using Auth0Flows.Errors;

namespace Auth0Flows.Passkeys;

/// <summary>
/// What a browser makes sure of for its user, and a script has nobody for: a passkey answers only the tenant that asked. The signature is
/// the tenant's to verify.
/// </summary>
internal static class PasskeyCheck
{
    private const string Localhost = "localhost";

    /// <summary>
    /// The relying party must be the tenant's domain or one above it (WebAuthn Level 2, §5.1.4.1, step 7). Otherwise, a tenant could
    /// collect signatures for somebody else's passkeys.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">It isn't (<see cref="Auth0ErrorCode.PasskeyDomainMismatch"/>).</exception>
    public static void CheckDomain(string relyingPartyId, Auth0Domain domain)
    {
        var isOurs =
            domain.BaseAddress.IsLoopback && relyingPartyId == Localhost // an IP address can't be a relying party
            || relyingPartyId.Equals(domain.Host, StringComparison.OrdinalIgnoreCase)
            || IsAtOrAbove(relyingPartyId, domain.Host)
                && relyingPartyId.Contains('.', StringComparison.Ordinal)
                // what is above a tenant's own domain belongs to Auth0
                && !domain.Host.EndsWith(".auth0.com", StringComparison.OrdinalIgnoreCase);
        if (!isOurs)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.PasskeyDomainMismatch,
                $"{domain} asks for a passkey of '{ServerText.Clean(relyingPartyId)}'. Only a passkey of {domain.Host}, or of a domain above it, may answer."
            );
        }
    }

    /// <summary>Checks that an answer belongs to the challenge, which must not have expired.</summary>
    /// <exception cref="Auth0ConfigurationException">It doesn't; nothing was sent. The code says why.</exception>
    public static void CheckAnswer(Auth0PasskeyChallenge challenge, Auth0PasskeyAnswer answer, DateTimeOffset now)
    {
        if (now >= challenge.ExpiresAt)
        {
            throw Refuse(Auth0ErrorCode.PasskeyChallengeExpired, $"The challenge expired at {challenge.ExpiresAt:u}.");
        }

        var expected = challenge.IsRegistration ? PasskeyClientData.Create : PasskeyClientData.Get;
        if (answer.IsRegistration != challenge.IsRegistration || answer.ClientData.Type != expected)
        {
            throw PasskeyAnswerReader.Invalid(
                challenge.IsRegistration
                    ? "the challenge asks for a new passkey, and the answer is not one (webauthn.create with an attestationObject)"
                    : "the challenge asks for an existing passkey, and the answer is not by one (webauthn.get with a signature)"
            );
        }

        if (!SecretComparison.AreEqual(Plain(answer.ClientData.Challenge), Plain(challenge.Options.Challenge)))
        {
            throw Refuse(Auth0ErrorCode.PasskeyChallengeMismatch, "The authenticator answered another challenge than this one.");
        }

        CheckOrigin(challenge.RelyingPartyId, answer);
    }

    private static void CheckOrigin(string relyingPartyId, Auth0PasskeyAnswer answer)
    {
        // Applications have origins of their own, such as android:apk-key-hash:…, which only the tenant knows.
        if (
            Address.TryRead(answer.ClientData.Origin, out var origin)
            && (origin.Scheme == Uri.UriSchemeHttps || origin.Scheme == Uri.UriSchemeHttp)
            && !IsAtOrAbove(relyingPartyId, origin.IdnHost)
        )
        {
            throw Refuse(
                Auth0ErrorCode.PasskeyOriginMismatch,
                $"The authenticator was asked by {ServerText.Clean(Address.Place(origin))}, which is not at {relyingPartyId}."
            );
        }

        if (
            answer.RelyingPartyIdHash is { } hash
            && !CryptographicOperations.FixedTimeEquals(hash, SHA256.HashData(Encoding.UTF8.GetBytes(relyingPartyId)))
        )
        {
            throw Refuse(
                Auth0ErrorCode.PasskeyOriginMismatch,
                $"The authenticator answered with a passkey of another domain than {relyingPartyId}."
            );
        }
    }

    private static bool IsAtOrAbove(string relyingPartyId, string host) =>
        relyingPartyId.Equals(host, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + relyingPartyId, StringComparison.OrdinalIgnoreCase) && !IPAddress.TryParse(host, out _);

    private static Auth0Secret Plain(string challenge) => challenge.TrimEnd('=').Replace('+', '-').Replace('/', '_').ToSecret();

    private static Auth0ConfigurationException Refuse(Auth0ErrorCode code, string message) => new(code, message);
}
