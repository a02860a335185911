namespace Auth0Flows.Tests.Faults;

/// <summary>
/// A developer's own certificate authority is trusted through the system's settings (on Linux SSL_CERT_FILE and SSL_CERT_DIR), and only for
/// certificates that it issued, with the correct name and time.
/// </summary>
public sealed class DevelopmentAuthorityTests
{
    private static readonly string[] _kinds = ["right", "expired", "not yet valid", "of another name", "self-signed"];

    [Theory]
    [InlineData("SSL_CERT_FILE")]
    [InlineData("SSL_CERT_DIR")]
    public async Task Authority_TrustedByTheSystem_IsTrustedForWhatItIssuedAlone(string variable)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the system's store of certificates would have to be changed.");
        using var authority = new Certificates();
        var folder = Directory.CreateTempSubdirectory("auth0flows-");
        var servers = _kinds.Select(kind => new TlsServer(TlsTests.CertificateOf(kind, authority))).ToArray();
        try
        {
            var file = Path.Combine(folder.FullName, "authority.pem");
            await File.WriteAllTextAsync(file, authority.Pem, TestContext.Current.CancellationToken);

            var answers = await ChildProcess.AskAsync(
                servers.Select(static server => server.Address),
                [new(variable, variable == "SSL_CERT_FILE" ? file : folder.FullName)],
                TestContext.Current.CancellationToken
            );

            Assert.Equal("ok", answers[0]);
            Assert.Equal(_kinds.Length, answers.Length);
            Assert.All(answers[1..], static answer => Assert.Matches("^SecureConnectionFailed .*certificate", answer));
            Assert.Equal([1, 0, 0, 0, 0], servers.Select(static server => server.Requests));
        }
        finally
        {
            foreach (var server in servers)
            {
                await server.DisposeAsync();
            }

            folder.Delete(recursive: true);
        }
    }
}
