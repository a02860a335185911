using System.Security.Cryptography.X509Certificates;

namespace Auth0Flows.Tests.Mtls;

/// <summary>Test-Auth0Token -Certificate: what an API checks that a caller with a certificate sends a token to.</summary>
public sealed class CertificateCheckTests : MtlsTest
{
    [Fact]
    public async Task BoundToken_BelongsToItsCertificate_AndToNoOther()
    {
        BindTokensOf(Orders);
        var token = await GetTokenAsync(Nightly);
        using var presented = X509CertificateLoader.LoadCertificate(Certificate.RawData); // an API has no key
        using var other = ClientCertificates.SelfSigned(Time.GetUtcNow());

        var right = await TestAsync(token, presented);
        var wrong = await TestAsync(token, other);

        Assert.True(right.IsValid);
        Assert.Equal(
            new Auth0TokenCheck("Certificate", false, $"bound to {ThumbprintOf(other)}", $"bound to {Thumbprint}"),
            Assert.Single(wrong.Checks, static check => !check.IsPassed)
        );
    }

    [Fact]
    public async Task TokenThatIsNotBound_FailsTheCheck()
    {
        var test = await TestAsync(await GetTokenAsync(Nightly), Certificate);

        Assert.Equal(
            new Auth0TokenCheck("Certificate", false, $"bound to {Thumbprint}", "not bound"),
            Assert.Single(test.Checks, static check => !check.IsPassed)
        );
        Assert.Equal("not valid: Certificate", test.ToString());
    }

    [Fact]
    public async Task WithoutACertificate_NothingIsCheckedOfIt()
    {
        BindTokensOf(Orders);

        var test = await TestAsync(await GetTokenAsync(Nightly), null);

        Assert.True(test.IsValid);
        Assert.DoesNotContain(test.Checks, static check => check.Name == "Certificate");
    }

    private Task<Auth0TokenTest> TestAsync(Auth0Token token, X509Certificate2? certificate) =>
        Nightly.TestTokenAsync(
            token.AccessToken,
            new Auth0TokenRequirements { Audience = [Orders], Certificate = certificate },
            Log,
            Cancel
        );
}
