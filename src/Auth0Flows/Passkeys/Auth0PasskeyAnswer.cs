using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.Basics;
using Auth0Flows.Json;
using Auth0Flows.Passkeys;

namespace Auth0Flows;

/// <summary>
/// What an authenticator answered: a <c>PublicKeyCredential</c> as JSON (WebAuthn Level 2, §5.1; Level 3, §5.1 <c>toJSON()</c>), the
/// <c>authn_response</c> of <see href="https://auth0.com/docs/native-passkeys-api"/>. Its content is a secret until the tenant has taken
/// it, so nothing shows it.
/// </summary>
public sealed class Auth0PasskeyAnswer
{
    internal Auth0PasskeyAnswer(string credentialId, bool isRegistration, JsonObject json, PasskeyClientData clientData)
    {
        (CredentialId, IsRegistration, ClientData) = (credentialId, isRegistration, clientData);
        Json = json.ToJsonString().ToSecret();
        Secrets =
        [
            .. json["response"]!
                .AsObject()
                .Select(static member => member.Value)
                .OfType<JsonValue>()
                .Where(static value => value.GetValueKind() == JsonValueKind.String)
                .Select(static value => value.GetValue<string>().ToSecret()),
        ];
    }

    /// <summary>The id of the passkey, as base64url.</summary>
    public string CredentialId { get; }

    /// <summary>Whether it is a new passkey (an attestation); otherwise, one that signs in (an assertion).</summary>
    public bool IsRegistration { get; }

    /// <summary>
    /// Whether the authenticator is part of the device: <c>platform</c> or <c>cross-platform</c>; null if it didn't say it.
    /// </summary>
    public string? AuthenticatorAttachment { get; internal init; }

    /// <summary>The <c>authn_response</c>.</summary>
    internal Auth0Secret Json { get; }

    /// <summary>The values in it, each a secret.</summary>
    internal IReadOnlyList<Auth0Secret> Secrets { get; }

    /// <summary>What the authenticator's client said that it was asked, and where.</summary>
    internal PasskeyClientData ClientData { get; }

    /// <summary>The hash of the relying party's id in the assertion; null in an attestation, where it is within CBOR.</summary>
    internal byte[]? RelyingPartyIdHash { get; init; }

    /// <summary>Reads an answer from JSON.</summary>
    /// <exception cref="Auth0ConfigurationException">
    /// It is not the answer of an authenticator (<see cref="Auth0ErrorCode.InvalidPasskeyAnswer"/>).
    /// </exception>
    public static Auth0PasskeyAnswer Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return PasskeyAnswerReader.Read(json);
    }

    /// <summary>
    /// Reads an answer from objects: dictionaries with texts. A binary value can also be a list of its bytes.
    /// </summary>
    /// <inheritdoc cref="Parse"/>
    public static Auth0PasskeyAnswer From(IDictionary answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        try
        {
            return PasskeyAnswerReader.Read(System.Text.Encoding.UTF8.GetString(JsonValues.ToUtf8(answer)));
        }
        catch (Auth0ConfigurationException failure) when (failure.Code == Auth0ErrorCode.InvalidRequestBody)
        {
            throw PasskeyAnswerReader.Invalid("it can't be written as JSON");
        }
    }

    /// <summary>The kind of answer; never its content.</summary>
    public override string ToString() => IsRegistration ? "a new passkey" : "an answer with a passkey";
}
