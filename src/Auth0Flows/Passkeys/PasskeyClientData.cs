using System.Text.Json;

namespace Auth0Flows.Passkeys;

/// <summary>The client data of an answer (WebAuthn Level 2, §5.8.1): what the authenticator's client saw.</summary>
/// <param name="Type">The ceremony: <c>webauthn.get</c> or <c>webauthn.create</c>.</param>
/// <param name="Challenge">The challenge, as base64url.</param>
/// <param name="Origin">Who asked: <c>https://login.acme.com</c>, or <c>android:apk-key-hash:…</c> of an Android application.</param>
internal sealed record PasskeyClientData(string Type, string Challenge, string Origin)
{
    public const string Get = "webauthn.get";

    public const string Create = "webauthn.create";

    /// <summary>Reads <c>clientDataJSON</c>; null if it is not readable.</summary>
    public static PasskeyClientData? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            // The JSON may start with a byte order mark: "UTF-8 decode" of §7.1, step 5.
            using var json = JsonDocument.Parse(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8);
            return Text("type") is { } type && Text("challenge") is { } challenge && Text("origin") is { } origin
                ? new PasskeyClientData(type, challenge, origin)
                : null;

            string? Text(string name) =>
                json.RootElement.TryFind(name, out var value) && value.ValueKind == JsonValueKind.String ? value.ReadText() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
