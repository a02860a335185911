using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>Creates the ID tokens that a client must reject.</summary>
internal sealed class IdTokenSpoiler(Func<SigningKey> createKey) : IDisposable
{
    // An unpublished key. Creating it takes up to 100 ms, and few tenants need it.
    private readonly Lazy<SigningKey> _foreign = new(createKey);

    /// <summary>Creates the token as the fault requires; null for no token.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="header">The original header.</param>
    /// <param name="claims">The original claims.</param>
    /// <param name="sign">The original signing function.</param>
    /// <param name="published">The tenant's key.</param>
    public string? Create(
        Auth0LocalTenantIdTokenFault fault,
        JsonObject header,
        JsonObject claims,
        Func<byte[], byte[]> sign,
        SigningKey published
    )
    {
        if (fault.Kind == Auth0LocalTenantIdTokenFaultKind.LeftOut)
        {
            return null;
        }

        sign = Resign(fault.Kind, header, sign, published);
        Apply(fault.Header, header);
        Apply(fault.Claims, claims);
        return Jwt.Create(header, claims, sign);
    }

    public void Dispose()
    {
        if (_foreign.IsValueCreated)
        {
            _foreign.Value.Dispose();
        }
    }

    private static void Apply(IDictionary changes, JsonObject target)
    {
        foreach (DictionaryEntry change in changes)
        {
            if (change.Value is null)
            {
                target.Remove(Name(change));
            }
            else
            {
                target[Name(change)] = ToJson(change.Value);
            }
        }
    }

    private static JsonNode? ToJson(object? value) =>
        value switch
        {
            null => null,
            JsonNode node => node.DeepClone(),
            string text => JsonValue.Create(text),
            DateTimeOffset time => JsonValue.Create(time.ToUnixTimeSeconds()),
            DateTime time => JsonValue.Create(new DateTimeOffset(time).ToUnixTimeSeconds()),
            IDictionary members => ToObject(members),
            IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(ToJson)]),
            IConvertible => JsonSerializer.SerializeToNode(value),

            // PowerShell wraps some values in a type that this library doesn't know (PSObject).
            _ => value.GetType().GetProperty("BaseObject")?.GetValue(value) is { } inner && inner != value
                ? ToJson(inner)
                : JsonValue.Create(value.ToString()),
        };

    private static JsonObject ToObject(IDictionary members)
    {
        var json = new JsonObject();
        foreach (DictionaryEntry member in members)
        {
            json[Name(member)] = ToJson(member.Value);
        }

        return json;
    }

    private static string Name(DictionaryEntry entry) => Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!;

    private static Func<byte[], byte[]> HmacBy(byte[] secret, JsonObject header)
    {
        header["alg"] = "HS256";
        return signed => HMACSHA256.HashData(secret, signed);
    }

    private Func<byte[], byte[]> Resign(
        Auth0LocalTenantIdTokenFaultKind kind,
        JsonObject header,
        Func<byte[], byte[]> sign,
        SigningKey published
    )
    {
        switch (kind)
        {
            case Auth0LocalTenantIdTokenFaultKind.UnpublishedKey:
                header["alg"] = "RS256";
                header["kid"] = published.KeyId;
                return signed => _foreign.Value.Sign(signed);
            case Auth0LocalTenantIdTokenFaultKind.UnknownKey:
                header["alg"] = "RS256";
                header["kid"] = _foreign.Value.KeyId;
                return signed => _foreign.Value.Sign(signed);
            case Auth0LocalTenantIdTokenFaultKind.AlgorithmNone:
                header["alg"] = "none";
                return _ => [];
            case Auth0LocalTenantIdTokenFaultKind.PublicKeyAsSecret:
                return HmacBy(Encoding.ASCII.GetBytes(published.PublicKeyPem), header);
            case Auth0LocalTenantIdTokenFaultKind.ModulusAsSecret:
                return HmacBy(published.Modulus, header);
            case Auth0LocalTenantIdTokenFaultKind.DamagedSignature:
                return signed =>
                {
                    var signature = sign(signed);
                    signature[signature.Length / 2] ^= 1;
                    return signature;
                };
            default:
                return sign;
        }
    }
}
