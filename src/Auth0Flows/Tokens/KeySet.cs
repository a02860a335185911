using System.Buffers.Text;
using System.Text.Json;
using Auth0Flows.Errors;
using Auth0Flows.Http;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows.Tokens;

/// <summary>A key set (RFC 7517 §5): which of its keys can verify signatures, and why the others can't.</summary>
internal sealed class KeySet
{
    private readonly IReadOnlyList<(string? Id, VerificationKey Key, string? Fault)> _keys;

    private KeySet(IReadOnlyList<(string? Id, VerificationKey Key, string? Fault)> keys) => _keys = keys;

    /// <param name="jwks">The key set's JSON.</param>
    /// <param name="source">Describes its source.</param>
    /// <exception cref="ArgumentException">The text is not a key set.</exception>
    /// <exception cref="Auth0ResponseException">There are too many keys (<see cref="Auth0ErrorCode.AnswerTooLarge"/>).</exception>
    public static KeySet Parse(string jwks, string source)
    {
        var keys = new JsonWebKeySet(jwks).Keys;
        if (keys.Count == 0 && !HasKeys(jwks))
        {
            throw new ArgumentException("The key set has no keys.", nameof(jwks));
        }

        return keys.Count > AnswerLimits.Keys
            ? throw AnswerLimit.TooManyKeys(source, keys.Count)
            : new([.. keys.Select(static key => (key.Kid, new VerificationKey(key), FaultOf(key)))]);
    }

    /// <summary>Finds the keys that may have signed a token: the one with this id, or all if the token doesn't specify one.</summary>
    public FoundKeys Find(string? keyId)
    {
        var named = _keys.Where(one => keyId is null || one.Id == keyId).ToArray();
        var usable = named.Where(static one => one.Fault is null).Select(static one => one.Key).ToArray();
        return new FoundKeys(usable, usable.Length > 0 ? null : Fault(named.Select(static one => one.Fault).ToArray(), keyId));
    }

    // The package accepts any object, and doesn't distinguish an empty list from a missing one.
    private static bool HasKeys(string jwks)
    {
        using var json = JsonDocument.Parse(jwks);
        return json.RootElement.TryFind("keys", out var keys) && keys.ValueKind == JsonValueKind.Array;
    }

    private string? Fault(string?[] faults, string? keyId) =>
        (_keys, faults) switch
        {
            ({ Count: 0 }, _) => "the key set is empty",
            (_, [var fault, ..]) when keyId is not null => $"the key '{ServerText.Clean(keyId)}' can't be used: {fault}",
            ({ } all, _) when all.All(static one => one.Fault is not null) =>
                $"{(all.Count == 1 ? "the only key can't" : $"none of the {all.Count} keys can")} be used: {all[0].Fault}",
            _ => null,
        };

    private static string? FaultOf(JsonWebKey key) =>
        key switch
        {
            { Kty: null or "" } => "its type is missing",
            { Kty: not JsonWebAlgorithmsKeyTypes.RSA } => $"its type is '{ServerText.Clean(key.Kty)}', but Auth0's keys are RSA",

            // RFC 7517 §4.2: an encryption key doesn't sign.
            { Use: not (null or "" or "sig") } => $"its use is '{ServerText.Clean(key.Use)}', not 'sig'",
            _ when !IsNumber(key.N) || !IsNumber(key.E) => "its numbers (n, e) can't be read",
            _ => null,
        };

    // RFC 7518 §6.3.1: base64url.
    private static bool IsNumber(string? text) => !string.IsNullOrEmpty(text) && Base64Url.IsValid(text);
}
