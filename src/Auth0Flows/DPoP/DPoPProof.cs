using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.Basics;

namespace Auth0Flows.DPoP;

/// <summary>Creates DPoP proofs: RFC 9449 §4.2.</summary>
internal static class DPoPProof
{
    private const int IdLength = 16; // RFC 9449 §4.2: 96 bits or more of random data

    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="key">The key.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="address">The request's address. Its query and fragment are left out.</param>
    /// <param name="accessToken">The token of a call; null for a request for a token.</param>
    /// <param name="nonce">The server's nonce, if it has given one.</param>
    /// <param name="now">The current time.</param>
    public static string Create(DPoPKey key, string method, Uri address, Auth0Secret? accessToken, string? nonce, DateTimeOffset now)
    {
        var header = new JsonObject
        {
            ["typ"] = "dpop+jwt",
            ["alg"] = DPoPKey.Algorithm,
            ["jwk"] = key.ToJsonWebKey(),
        };
        var claims = new JsonObject
        {
            ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdLength)),
            ["htm"] = method,
            ["htu"] = TargetOf(address),
            ["iat"] = now.ToUnixTimeSeconds(),
        };
        if (accessToken is not null)
        {
            claims["ath"] = HashOf(accessToken.Reveal());
        }

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>
    /// The address as a proof names it: as it is sent, with an international host in Punycode, without query and fragment (RFC 9449 §4.2).
    /// </summary>
    public static string TargetOf(Uri address)
    {
        var target = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return address.HostNameType == UriHostNameType.Dns && Address.IsHostUsable(address) && address.Host != address.IdnHost
            ? new UriBuilder(target) { Host = address.IdnHost }
                .Uri
                .AbsoluteUri
            : target;
    }

    /// <summary>The hash of a token (<c>ath</c>): SHA-256 of its ASCII characters.</summary>
    public static string HashOf(string accessToken)
    {
        var bytes = Encoding.ASCII.GetBytes(accessToken);
        var hash = Base64Url.EncodeToString(SHA256.HashData(bytes));
        Array.Clear(bytes);
        return hash;
    }

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString(_plain)));
}
