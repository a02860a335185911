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

        Assert.Equal(isTaken, JwtSignature.Verify(token, DecodedJwt.Read(token).Header, [Public(key)]));
    }

    // RFC 7515 §2: without padding, white space and line ends, which .NET's decoder takes.
    [Theory]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("==")]
    public void Signature_InAnotherEncoding_IsNotTaken(string added)
    {
        using var key = RSA.Create(2048);
        var signed = $"{Base64Url.EncodeToString("""{"alg":"RS256"}"""u8)}.{Base64Url.EncodeToString("{}"u8)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var token = $"{signed}.{Base64Url.EncodeToString(signature)}";
        var header = DecodedJwt.Read(token).Header;

        Assert.True(JwtSignature.Verify(token, header, [Public(key)]));
        Assert.False(JwtSignature.Verify(token + added, header, [Public(key)]));
        Assert.Empty(DecodedJwt.Read(token + added).Header);
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
        var keys = new[] { another, key }.Select(Public).ToArray();

        Assert.True(JwtSignature.Verify(token, DecodedJwt.Read(token).Header, keys));
        Assert.False(JwtSignature.Verify(token, DecodedJwt.Read(token).Header, keys[..1]));
    }

    // What verifies is kept with the key, for all threads.
    [Fact]
    public void Key_VerifiesManyTokensAtOnce_EachForItself()
    {
        using var rsa = RSA.Create(2048);
        var tokens = Enumerable.Range(0, 400).Select(number => Encoding.ASCII.GetBytes($"token {number}")).ToArray();
        var signatures = tokens.Select(token => rsa.SignData(token, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)).ToArray();
        var key = Public(rsa);

        Parallel.For(
            0,
            tokens.Length,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            number =>
            {
                Assert.True(key.HasSigned(tokens[number], signatures[number], "RS256"));
                Assert.False(key.HasSigned(tokens[number], signatures[(number + 1) % tokens.Length], "RS256"));
                Assert.False(key.HasSigned(tokens[number], signatures[number], "RS384"));
            }
        );
    }

    private static VerificationKey Public(RSA key) => new(new RsaSecurityKey(key.ExportParameters(false)));
}
