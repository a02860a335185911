using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>Verifies what an authenticator answered (WebAuthn Level 2 §7.1 and §7.2). Each error says its own reason.</summary>
internal sealed class PasskeyVerifier(PasskeyStore passkeys)
{
    /// <summary>
    /// The relying party. The tenant's address is that of a custom domain; as an IP address can't be a relying party, it is this name for
    /// it, at whatever port.
    /// </summary>
    public const string RelyingPartyId = "localhost";

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    /// <summary>Verifies a new passkey, and returns its id, its key and its counter (§7.1).</summary>
    /// <exception cref="OAuthException">It is not valid.</exception>
    public (string Id, CoseKey Key, uint SignCount) VerifyRegistration(AuthnResponse answer, PasskeySession session)
    {
        CheckClientData(answer, session, "webauthn.create");
        var data = ReadAttestation(answer.Binary("attestationObject"));
        CheckData(data, session);
        if (data.CredentialId is not { } credentialId || data.Key is not { } key)
        {
            throw Refuse("The attestation has no credential.");
        }

        var id = Base64Url.EncodeToString(credentialId);
        return id != answer.Id ? throw Refuse("The id is not that of the attested credential.")
            : passkeys.Contains(id) ? throw Refuse("The credential is already registered.")
            : (id, key, data.SignCount);
    }

    /// <summary>Verifies a signature, and returns the passkey that made it (§7.2).</summary>
    /// <exception cref="OAuthException">It is not valid.</exception>
    public PasskeyCredential VerifyLogin(AuthnResponse answer, PasskeySession session)
    {
        var (raw, signature) = (answer.Binary("authenticatorData"), answer.Binary("signature"));
        var credential = passkeys.Find(answer.Id) ?? throw Refuse("The credential is unknown.");

        // Step 6: nobody has named the user so far.
        if (answer.UserHandle is not { } handle || !ConstantTime.AreEqual(handle, credential.UserHandle))
        {
            throw Refuse("The userHandle is not that of the credential's user.");
        }

        CheckClientData(answer, session, "webauthn.get");
        var data = Read(() => AuthenticatorData.Read(raw));
        CheckData(data, session);
        if (data.CredentialId is not null)
        {
            throw Refuse("An assertion has no attested credential data.");
        }

        byte[] signed = [.. raw, .. SHA256.HashData(answer.ClientDataJson)];
        return !credential.Key.Verifies(signed, signature) ? throw Refuse("The signature is not valid.")
            : !credential.TryAdvance(data.SignCount)
                ? throw Refuse("The signature counter did not advance: the passkey may have been copied.")
            : credential;
    }

    private static AuthenticatorData ReadAttestation(byte[] attestation) =>
        Read(() =>
        {
            var map = CborReader.ReadMap(attestation, out var length);
            if (length != attestation.Length || map.Count != 3)
            {
                throw new FormatException("the attestation object has more than fmt, attStmt and authData");
            }

            // §8.7. Auth0 asks for no other conveyance.
            return map.GetValueOrDefault("fmt") is not "none"
                || map.GetValueOrDefault("attStmt") is not Dictionary<object, object?> { Count: 0 }
                    ? throw new FormatException("the attestation statement is not of the format none")
                : map.GetValueOrDefault("authData") is byte[] data ? AuthenticatorData.Read(data)
                : throw new FormatException("the attestation object has no authData");
        });

    private static void CheckData(AuthenticatorData data, PasskeySession session)
    {
        if (!data.IsFor(RelyingPartyId))
        {
            throw Refuse("The rpIdHash is not that of this relying party.");
        }

        if (!data.IsUserPresent)
        {
            throw Refuse("The user was not present.");
        }

        if (session.RequiresUserVerification && !data.IsUserVerified)
        {
            throw Refuse("The user was not verified.");
        }
    }

    private static void CheckClientData(AuthnResponse answer, PasskeySession session, string type)
    {
        var (asked, challenge, origin, isCrossOrigin, binding) = Read(() =>
        {
            var json = ParseClientData(answer.ClientDataJson);
            return (
                json["type"].AsText(),
                json["challenge"].AsText(),
                json["origin"].AsText(),
                json["crossOrigin"].AsFlag(),
                (json["tokenBinding"] as JsonObject)?["status"].AsText()
            );
        });
        if (asked != type)
        {
            throw Refuse($"The type of the client data is not {type}.");
        }

        if (!ConstantTime.AreEqual(challenge ?? "", session.Challenge))
        {
            throw Refuse("The challenge is not the one of this login.");
        }

        if (!IsOurOrigin(origin))
        {
            throw Refuse("The origin is not that of this relying party.");
        }

        if (isCrossOrigin == true)
        {
            throw Refuse("The authenticator was asked from within a page of another origin.");
        }

        // §7.1, step 10: this connection has no token binding.
        if (binding == "present")
        {
            throw Refuse("The token binding is not that of this connection.");
        }
    }

    private static JsonObject ParseClientData(byte[] utf8)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8);
            return JsonNode.Parse(text, documentOptions: _strict) as JsonObject
                ?? throw new FormatException("the client data is not an object");
        }
        catch (Exception failure) when (failure is JsonException or DecoderFallbackException)
        {
            throw new FormatException("the client data is not JSON");
        }
    }

    // An origin has no path: https://localhost:8443.
    private static bool IsOurOrigin(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && (origin.Scheme == Uri.UriSchemeHttp || origin.Scheme == Uri.UriSchemeHttps)
        && origin.Host == RelyingPartyId
        && text == origin.GetLeftPart(UriPartial.Authority);

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            throw Refuse("The answer of the authenticator is not readable: a text in the client data is not valid.");
        }
        catch (FormatException failure)
        {
            throw Refuse($"The answer of the authenticator is not readable: {failure.Message}.");
        }
    }

    private static OAuthException Refuse(string reason) => OAuthException.InvalidGrant(reason);
}
