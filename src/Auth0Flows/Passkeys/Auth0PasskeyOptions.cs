using System.Text.Json;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>
/// What an authenticator is asked: <c>PublicKeyCredentialRequestOptions</c> of a login, or <c>PublicKeyCredentialCreationOptions</c> of a
/// registration (WebAuthn Level 2, §5.5 and §5.4). Binary values are base64url texts, as in JSON (Level 3, §5.1.8 and §5.1.9).
/// </summary>
public sealed class Auth0PasskeyOptions
{
    private readonly string _json;

    private Auth0PasskeyOptions(string challenge, string json) => (Challenge, _json) = (challenge, json);

    /// <summary>The random value that the authenticator signs, as base64url.</summary>
    public string Challenge { get; }

    /// <summary>
    /// The domain that the passkey belongs to: the tenant's custom domain, or a domain above it. Null if the tenant doesn't say it: then it
    /// is the tenant's domain.
    /// </summary>
    public string? RelyingPartyId { get; private init; }

    /// <summary>How long the user may take; null if the tenant doesn't say it.</summary>
    public TimeSpan? Timeout { get; private init; }

    /// <summary>Whether the authenticator verifies the user: <c>preferred</c>, <c>required</c> or <c>discouraged</c>.</summary>
    public string? UserVerification { get; private init; }

    /// <summary>The handle of the new user, as base64url; null for a login.</summary>
    public string? UserHandle { get; private init; }

    /// <summary>The identifier of the new user; null for a login.</summary>
    public string? UserName { get; private init; }

    /// <summary>The name of the new user that is shown; null for a login.</summary>
    public string? UserDisplayName { get; private init; }

    /// <summary>
    /// The algorithms that a new key may have, the preferred one first (COSE): -8 is EdDSA, -7 is ES256, -257 is RS256. Empty for a login.
    /// </summary>
    public long[] Algorithms { get; private init; } = [];

    /// <summary>
    /// The ids of the passkeys that can be used, as base64url. Empty for all of the relying party, which is what Auth0 sends.
    /// </summary>
    public string[] AllowCredentials { get; private init; } = [];

    /// <summary>
    /// The options as they came, as JSON: what <c>PublicKeyCredential.parseRequestOptionsFromJSON()</c> and
    /// <c>parseCreationOptionsFromJSON()</c> of a browser take, and the libraries of Android and iOS.
    /// </summary>
    public string ToJson() => _json;

    /// <summary>The relying party.</summary>
    public override string ToString() => RelyingPartyId ?? "";

    /// <summary>Reads <c>authn_params_public_key</c>; null if it is not usable.</summary>
    internal static Auth0PasskeyOptions? Read(JsonElement json, bool isRegistration)
    {
        if (Text(json, "challenge") is not { Length: > 0 and <= 4096 } challenge)
        {
            return null;
        }

        var user = Part(json, "user");
        return new Auth0PasskeyOptions(challenge, json.ReadRaw())
        {
            // §5.4 and §5.5. A browser looks at no other, so neither is anything else checked.
            RelyingPartyId = isRegistration ? Text(Part(json, "rp"), "id") : Text(json, "rpId"),
            Timeout = json.TryFind("timeout", out var timeout) ? ReadMilliseconds(timeout) : null,
            UserVerification = Text(json, "userVerification") ?? Text(Part(json, "authenticatorSelection"), "userVerification"),
            UserHandle = Text(user, "id"),
            UserName = Text(user, "name"),
            UserDisplayName = Text(user, "displayName"),
            Algorithms = [.. Items(json, "pubKeyCredParams").Select(static item => Number(item, "alg")).OfType<long>()],
            AllowCredentials = [.. Items(json, "allowCredentials").Select(static item => Text(item, "id")).OfType<string>()],
        };
    }

    // Auth0: milliseconds. A value that is none doesn't end the login.
    private static TimeSpan? ReadMilliseconds(JsonElement value) =>
        Seconds.Read(value) is > 0 and <= 86_400_000 and var milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    private static JsonElement Part(JsonElement json, string name) => json.TryFind(name, out var part) ? part : default;

    private static JsonElement[] Items(JsonElement json, string name) =>
        json.TryFind(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static long? Number(JsonElement json, string name) =>
        json.TryFind(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static string? Text(JsonElement json, string name) =>
        json.TryFind(name, out var value) && value.ValueKind == JsonValueKind.String ? value.ReadText() : null;
}
