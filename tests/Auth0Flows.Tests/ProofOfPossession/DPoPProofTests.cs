using System.Text.Json;
using Auth0Flows.DPoP;

namespace Auth0Flows.Tests.ProofOfPossession;

/// <summary>Proofs and thumbprints alone, with the examples of the RFCs.</summary>
public sealed class DPoPProofTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    // RFC 9449 §4.1, figure 1, and §7.1, figure 12. The thumbprint is that of §6.1.
    [Theory]
    [InlineData(
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg",
        "POST",
        "https://server.example.com/token",
        null
    )]
    [InlineData(
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiJlMWozVl9iS2ljOC1MQUVCIiwiaHRtIjoiR0VUIiwiaHR1IjoiaHR0cHM6Ly9yZXNvdXJjZS5leGFtcGxlLm9yZy9wcm90ZWN0ZWRyZXNvdXJjZSIsImlhdCI6MTU2MjI2MjYxOCwiYXRoIjoiZlVIeU8ycjJaM0RaNTNFc05yV0JiMHhXWG9hTnk1OUlpS0NBcWtzbVFFbyJ9.2oW9RP35yRqzhrtNP86L-Ey71EOptxRimPPToA1plemAgR6pxHF8y6-yqyVnmcw6Fy1dqd-jfxSYoMxhAJpLjA",
        "GET",
        "https://resource.example.org/protectedresource",
        "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU"
    )]
    public void ExampleOfTheRfc_IsRead_AndItsSignatureIsRight(string text, string method, string address, string? accessToken)
    {
        var proof = PresentedProof.TryRead(text)!;
        using var key = ProofKey.Read(proof.Header.GetProperty("jwk"), out var fault)!;

        Assert.Null(fault);
        Assert.Equal("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", key.Thumbprint);
        Assert.True(key.Verify("ES256", proof.Signed, proof.Signature));
        Assert.False(key.Verify("ES256", [.. proof.Signed, 0], proof.Signature));
        Assert.Equal(method, PresentedProof.Text(proof.Claims, "htm"));
        Assert.Equal(address, DPoPProof.TargetOf(new Uri(PresentedProof.Text(proof.Claims, "htu")!)));
        Assert.Equal(accessToken is null ? null : DPoPProof.HashOf(accessToken), PresentedProof.Text(proof.Claims, "ath"));
    }

    // RFC 7638 §3.1.
    [Fact]
    public void Thumbprint_IsThatOfTheRfc()
    {
        const string Jwk = """
            {
              "kty": "RSA",
              "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
              "e": "AQAB",
              "alg": "RS256",
              "kid": "2011-04-29"
            }
            """;
        using var key = ProofKey.Read(JsonDocument.Parse(Jwk).RootElement, out _)!;

        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", key.Thumbprint);
    }

    [Fact]
    public void Proof_HasWhatTheRfcRequires_AndNothingPrivate()
    {
        using var key = DPoPKey.Create();
        var address = new Uri("https://api.example.com:8443/a%20b/ü?secret=1#part");

        var proof = DPoPProof.Create(key, "PATCH", address, Auth0Secret.FromPlainText("token"), "n0nce", _now);

        var (header, claims) = (ProofForge.Part(proof, 0).AsObject(), ProofForge.Part(proof, 1).AsObject());
        Assert.Equal(["typ", "alg", "jwk"], header.Select(member => member.Key));
        Assert.Equal("dpop+jwt", (string?)header["typ"]);
        Assert.Equal("ES256", (string?)header["alg"]);
        Assert.Equal(["kty", "crv", "x", "y"], header["jwk"]!.AsObject().Select(member => member.Key));
        Assert.Equal(["jti", "htm", "htu", "iat", "ath", "nonce"], claims.Select(member => member.Key));
        Assert.Equal("PATCH", (string?)claims["htm"]);
        Assert.Equal("https://api.example.com:8443/a%20b/%C3%BC", (string?)claims["htu"]);
        Assert.Equal(_now.ToUnixTimeSeconds(), (long?)claims["iat"]);
        Assert.Equal(ProofForge.HashOf("token"), (string?)claims["ath"]);
        Assert.Equal("n0nce", (string?)claims["nonce"]);
        Assert.Equal(key.Thumbprint, ProofForge.ThumbprintOf(header["jwk"]!));
        var read = PresentedProof.TryRead(proof)!;
        using var verifier = ProofKey.Read(read.Header.GetProperty("jwk"), out _)!;
        Assert.True(verifier.Verify("ES256", read.Signed, read.Signature));
    }

    [Fact]
    public void Proofs_HaveIdsOfTheirOwn()
    {
        using var key = DPoPKey.Create();
        var address = new Uri("https://api.example.com/");

        var ids = Enumerable
            .Range(0, 1000)
            .Select(_ => (string?)ProofForge.Part(DPoPProof.Create(key, "GET", address, null, null, _now), 1)["jti"])
            .ToHashSet();

        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id => Assert.InRange(id!.Length, 16, 64));
    }

    [Fact]
    public void Key_ThatIsStored_IsTheSame()
    {
        using var key = DPoPKey.Create();

        using var again = DPoPKey.TryImport(key.Export())!;

        Assert.Equal(key.Thumbprint, again.Thumbprint);
        Assert.Null(DPoPKey.TryImport([1, 2, 3]));
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        Assert.Null(DPoPKey.TryImport(other.ExportPkcs8PrivateKey()));
    }

    [Fact]
    public void Keys_ThatAreWiped_SignNothing()
    {
        var keys = new DPoPKeys();
        var key = keys.Own;
        Assert.Same(key, keys.Own);
        Assert.True(keys.TryFind(key.Thumbprint, out _));

        keys.Dispose();

        Assert.Throws<ObjectDisposedException>(() => key.Sign([1]));
        Assert.Throws<ObjectDisposedException>(key.Export);
        Assert.Throws<ObjectDisposedException>(() => keys.Own);
        Assert.False(keys.TryFind(key.Thumbprint, out _));
    }
}
