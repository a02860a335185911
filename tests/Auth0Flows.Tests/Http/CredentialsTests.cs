using System.Diagnostics;
using System.Security.Cryptography;
using Auth0Flows.Errors;

namespace Auth0Flows.Tests.Http;

/// <summary>No error repeats what has the form of a token or a key, wherever somebody put it.</summary>
public sealed class CredentialsTests
{
    private const string Rest = "the rest of it, acme.eu.auth0.com";

    private static readonly Dictionary<string, string> _tokens = Create();

    public static TheoryData<string> Kinds => [.. _tokens.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Token_IsInNoMessage(string kind)
    {
        var token = _tokens[kind];

        var failure = new Auth0Exception(
            Auth0ErrorCode.InternalError,
            $"The file '{token}' was not found: {Rest}",
            new IOException($"Could not find file '/tmp/{token}'.")
        )
        {
            Audience = token,
            Request = $"GET https://acme.eu.auth0.com/{token}",
            Error = token,
            ErrorDescription = token,
            Property = token,
            ClientId = token,
        };

        Hold(token, failure.ToString());
        Hold(
            token,
            $"{failure.Audience} {failure.Request} {failure.Error} {failure.ErrorDescription} {failure.Property} {failure.ClientId}"
        );
        Assert.Contains("The file '********", failure.Message, StringComparison.Ordinal);
        Assert.True(kind is "RSA in PEM, cut off" || failure.Message.EndsWith(Rest, StringComparison.Ordinal), failure.Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Token_InThePlaceOfADomain_IsNotRepeated(string kind) =>
        Hold(_tokens[kind], Assert.Throws<Auth0ConfigurationException>(() => Auth0Domain.Parse(_tokens[kind])).ToString());

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Token_InThePlaceOfTheFileWithTheIdentityToken_IsNotRepeated(string kind)
    {
        using var session = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse("http://127.0.0.1:1"),
                Client = Auth0ClientAuthentication.None("app"),
                FederatedToken = Auth0FederatedToken.FromFile(_tokens[kind], "urn:acme:ci"),
            }
        );

        var failure = await Assert.ThrowsAnyAsync<Auth0Exception>(() =>
            session
                .GetTokenAsync(
                    new ClientCredentialsGrant("https://api.example.com/"),
                    cancellationToken: TestContext.Current.CancellationToken
                )
                .AsTask()
        );

        Hold(_tokens[kind], failure.ToString());
    }

    // What looks a little like one: ids, thumbprints, hosts, paths, words.
    [Theory]
    [InlineData("90020260809101112130000000000000000000000000000000000001")]
    [InlineData("0ZcOCORZNYy-iDpqq30jZyJGHTN0d2HglBV3uiguA4I")]
    [InlineData("oDjKWLxJBydn67FWwI60khI2DbnnG40c")]
    [InlineData("auth0|5f7c8ec7c33c6c004bbafe82")]
    [InlineData("org_0000000000000001, con_0000000000000001, job_0000000000000001")]
    [InlineData("/var/run/secrets/MyOrganization/MyApplications/nightly/certificates/current/app.pfx")]
    [InlineData("https://acme.eu.auth0.com/api/v2/resource-servers/https%3A%2F%2Forders.example.com%2F")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----")]
    [InlineData("a-very-long-name-of-an-application-that-exports-everything-every-night-for-the-auditors")]
    [InlineData("v1.2.3-preview4, gh_actions, gl-2026")]
    [InlineData("FailureOfNoKindThatIsKnown_IsInternal_AndNamesItsRequest_AndTheSessionWorksOn")]
    [InlineData("MFA is required for this user and the application doesn't handle it, so a second factor is asked for")]
    [InlineData("EMAIL and PHONE are required by the connection Username-Password-Authentication of the tenant")]
    [InlineData("/srv/ACME/automation/nightly/2026/applications/certificates/current/keys/of/the/runbooks/app")]
    [InlineData("My-Application-That-Exports-All-Users-Of-All-Tenants-Every-Night-In-2026-For-The-Auditors")]
    [InlineData("MIGRATION/2026/users/of/the/former/directory/into/the/new/one/for/all/departments/and/branches")]
    [InlineData("C:/src/KeyJsonSerializerOptionsOfTheWholeModule.cs")]
    [InlineData("KeyJewelersOnline.com")]
    public void OtherText_IsLeft(string text) =>
        Assert.Equal($"It is {text}.", new Auth0Exception(Auth0ErrorCode.InternalError, $"It is {text}.").Message);

    // A server's text comes cut, but a caller's can be of any length: the mask must not take the square of it.
    [Theory]
    [InlineData("eyJ")]
    [InlineData("MIIB")]
    [InlineData("v1.")]
    [InlineData("ghs_")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("://a")]
    [InlineData("a1B2-")]
    [InlineData("\"d\":\"")]
    public void LongText_IsReadOnce(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, 2_000_000 / repeated.Length));

        var took = Stopwatch.StartNew();
        _ = new Auth0Exception(Auth0ErrorCode.InternalError, text);

        Assert.True(took.Elapsed < TimeSpan.FromSeconds(10), $"{took.Elapsed}"); // the square would be hours
    }

    private static void Hold(string token, string shown)
    {
        for (var at = 0; at + 12 <= token.Length; at += 12)
        {
            var part = token.Substring(at, 12);
            Assert.True(
                part.Contains("-----", StringComparison.Ordinal)
                    || part.Contains("PRIVATE", StringComparison.Ordinal)
                    || !shown.Contains(part, StringComparison.OrdinalIgnoreCase),
                shown
            );
        }
    }

    private static Dictionary<string, string> Create()
    {
        using var rsa = RSA.Create(2048);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new()
        {
            ["JWT"] =
                "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJodHRwczovL3guZXhhbXBsZS8iLCJzdWIiOiJ4In0.c2lnbmF0dXJlLTAxMjM0NTY3ODk",
            ["JWT, cut off"] = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6IjAxMjM0NTY3ODkwMTIzNDU2Nzg5In0",
            ["GitHub's job token"] = "ghs_0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX",
            ["GitHub's personal token"] = "github_pat_11ABCDEFG0abcdefghijkl_0123456789",
            ["GitLab's job token"] = "glcbt-64_abcDEF123456ghi789",
            ["Auth0's refresh token"] = "v1.M-planted_refreshToken0123456789abcdefghijk",
            ["Auth0's client secret"] = "PtYgjmUhBel31iEl2hpChYgCfrL1spNxnyVmihA_2O76UMFxFkM_R5Kjp1vRt-1f",
            ["RSA in PEM"] = rsa.ExportPkcs8PrivateKeyPem(),
            ["RSA in PEM, cut off"] = rsa.ExportRSAPrivateKeyPem()[..800],
            ["EC in PEM, in one line"] = ec.ExportECPrivateKeyPem().ReplaceLineEndings("\\n"),
            ["RSA in base64"] = Convert.ToBase64String(rsa.ExportPkcs8PrivateKey()),
            ["EC in base64"] = Convert.ToBase64String(ec.ExportPkcs8PrivateKey()),
            ["EC in base64url"] = System.Buffers.Text.Base64Url.EncodeToString(ec.ExportECPrivateKey()),
        };
    }
}
