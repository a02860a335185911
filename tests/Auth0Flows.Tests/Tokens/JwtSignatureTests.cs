using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows.Tests.Tokens;

public sealed class JwtSignatureTests
{
    // Each token is signed with the algorithm that it names, by a key that is long enough.
    [Theory]
    [InlineData("RS256", true)]
    [InlineData("RS384", true)]
    [InlineData("RS512", true)]
    [InlineData("PS256", true)]
    [InlineData("PS384", false)]
    [InlineData("PS512", false)]
    [InlineData("rs256", false)]
    public void Algorithm_IsOneOfFour(string algorithm, bool isTaken)
    {
        using var key = RSA.Create(2048);
        var header = Encoding.ASCII.GetBytes($$"""{"alg":"{{algorithm}}"}""");
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString("{}"u8)}";
        var padding = algorithm.StartsWith('P') ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), new HashAlgorithmName("SHA" + algorithm[2..]), padding);
        var token = $"{signed}.{Base64Url.EncodeToString(signature)}";

        Assert.Equal(isTaken, JwtSignature.Verify(token, DecodedJwt.Read(token).Header, [new RsaSecurityKey(key.ExportParameters(false))]));
    }

    // A token without a kid may be signed with any of the tenant's keys.
    [Fact]
    public void Signature_ByOneOfSeveralKeys_IsTaken()
    {
        using var key = RSA.Create(2048);
        using var another = RSA.Create(2048);
        var signed = $"{Base64Url.EncodeToString("""{"alg":"RS256"}"""u8)}.{Base64Url.EncodeToString("{}"u8)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var token = $"{signed}.{Base64Url.EncodeToString(signature)}";
        SecurityKey[] keys = [new RsaSecurityKey(another.ExportParameters(false)), new RsaSecurityKey(key.ExportParameters(false))];

        Assert.True(JwtSignature.Verify(token, DecodedJwt.Read(token).Header, keys));
        Assert.False(JwtSignature.Verify(token, DecodedJwt.Read(token).Header, keys[..1]));
    }
}
