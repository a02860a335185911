using System.Buffers.Text;
using System.Collections.Specialized;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Auth0Flows.Benchmarks;

/// <summary>
/// Decodes a token of 30 claims, as <c>ConvertFrom-Auth0Token</c> does. The peer is Microsoft's handler, and each claim's value in a
/// dictionary, which is what the objects consist of.
/// </summary>
public class TokenReading
{
    private readonly JsonWebTokenHandler _handler = new();
    private string _token = null!;

    [GlobalSetup]
    public void Create()
    {
        var claims = new StringBuilder(
            """{"iss":"https://acme.eu.auth0.com/","sub":"auth0|5f7c8ec7c33c6c004bbafe82","aud":["https://orders.example.com/","https://acme.eu.auth0.com/userinfo"],"iat":1790000000,"exp":1790086400,"azp":"my-client","scope":"openid profile read:orders write:orders","permissions":["read:orders","write:orders"]"""
        );
        for (var number = 9; number <= 30; number++)
        {
            claims.Append(CultureInfo.InvariantCulture, $",\"https://example.com/claim-{number}\":\"the value of claim {number}\"");
        }

        _token =
            $"{Encode("""{"alg":"RS256","typ":"at+jwt","kid":"bJgYyBQZ0vd1Qe1Oa2oOM"}""")}.{Encode(claims.Append('}').ToString())}.{Encode(new string('s', 256))}";
    }

    [Benchmark]
    public Auth0Jwt Decode() => Auth0Jwt.Decode(_token);

    [Benchmark(Baseline = true)]
    public OrderedDictionary DecodePeer()
    {
        var token = _handler.ReadJsonWebToken(_token);
        var read = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var claim in token.Claims)
        {
            read[claim.Type] ??= token.GetPayloadValue<object>(claim.Type);
        }

        return read;
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
