using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.ProofOfPossession;

/// <summary>
/// Makes DPoP proofs, right ones and wrong ones, with code of its own: neither the client's nor the local tenant's mistakes can hide in it.
/// </summary>
internal sealed class ProofForge : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The public key.</summary>
    public JsonObject Jwk
    {
        get
        {
            var point = _key.ExportParameters(includePrivateParameters: false).Q;
            return new JsonObject
            {
                ["kty"] = "EC",
                ["crv"] = "P-256",
                ["x"] = Base64Url.EncodeToString(point.X),
                ["y"] = Base64Url.EncodeToString(point.Y),
            };
        }
    }

    /// <summary>The private number of the key.</summary>
    public string PrivateNumber => Base64Url.EncodeToString(_key.ExportParameters(includePrivateParameters: true).D);

    /// <summary>The thumbprint of the public key (RFC 7638 §3).</summary>
    public string Thumbprint => ThumbprintOf(Jwk);

    public static string ThumbprintOf(JsonNode jwk) =>
        Base64Url.EncodeToString(
            SHA256.HashData(
                Encoding.ASCII.GetBytes($$"""{"crv":"{{jwk["crv"]}}","kty":"{{jwk["kty"]}}","x":"{{jwk["x"]}}","y":"{{jwk["y"]}}"}""")
            )
        );

    public static string HashOf(string accessToken) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));

    /// <summary>A proof.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">The address.</param>
    /// <param name="at">When it is issued.</param>
    /// <param name="accessToken">The token of a call.</param>
    /// <param name="nonce">The server's nonce.</param>
    /// <param name="change">Changes the header and the claims before they are signed.</param>
    /// <param name="sign">Signs instead of the key.</param>
    public string Create(
        string method,
        string address,
        DateTimeOffset at,
        string? accessToken = null,
        string? nonce = null,
        Action<JsonObject, JsonObject>? change = null,
        Func<byte[], byte[]>? sign = null
    )
    {
        var header = new JsonObject
        {
            ["typ"] = "dpop+jwt",
            ["alg"] = "ES256",
            ["jwk"] = Jwk,
        };
        var claims = new JsonObject
        {
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["htm"] = method,
            ["htu"] = address,
            ["iat"] = at.ToUnixTimeSeconds(),
        };
        if (accessToken is not null)
        {
            claims["ath"] = HashOf(accessToken);
        }

        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        change?.Invoke(header, claims);
        var signed = $"{Encode(header)}.{Encode(claims)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        return $"{signed}.{Base64Url.EncodeToString(sign?.Invoke(bytes) ?? _key.SignData(bytes, HashAlgorithmName.SHA256))}";
    }

    /// <summary>The header or the claims of a JWT.</summary>
    public static JsonNode Part(string jwt, int index) => JsonNode.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[index]))!;

    public void Dispose() => _key.Dispose();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
