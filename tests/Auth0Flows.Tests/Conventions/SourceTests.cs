using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.Conventions;

/// <summary>Patterns that the source code never contains, as docs/security.md promises.</summary>
public sealed partial class SourceTests
{
    // A local tenant's own certificate is known to its own process alone (TlsHandshakeTests), and the local tenant itself looks at its
    // callers' certificates.
    [Fact]
    public void Certificates_AreCheckedByTheSystemAlone_ExceptALocalTenants() =>
        Assert.Equal("LocalTenantTrust.cs, ServerTls.cs", FilesWith(OwnCheck()));

    [Fact]
    public void Environment_IsReadAlone() => Assert.Equal("", FilesWith(Setting()));

    // -OutFile and exports write through this file; nothing else is written, no secrets and no tokens.
    [Fact]
    public void Files_AreWrittenInTwoPlacesAlone_TheCallersAndTheUsersOwn() =>
        Assert.Equal("LocalFile.cs, PrivateFile.cs", FilesWith(Writing()));

    [Theory]
    [InlineData("ServerCertificateCustomValidationCallback = (_, _, _, _) => true", true, false, false)]
    [InlineData("Environment.SetEnvironmentVariable(\"A\", \"b\")", false, true, false)]
    [InlineData("File.WriteAllText(path, text)", false, false, true)]
    [InlineData("new FileStream(path, FileMode.Create)", false, false, true)]
    [InlineData("new FileStream(path, FileMode.Open, FileAccess.Read)", false, false, false)]
    public void Line_ThatDoesIt_WouldBeFound(string line, bool checks, bool sets, bool writes) =>
        Assert.Equal((checks, sets, writes), (OwnCheck().IsMatch(line), Setting().IsMatch(line), Writing().IsMatch(line)));

    private static string FilesWith(Regex what) =>
        string.Join(
            ", ",
            Directory
                .EnumerateFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories)
                .Where(file => !Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar).Contains("obj"))
                .Where(file => what.IsMatch(File.ReadAllText(file)))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
        );

    [GeneratedRegex(@"Certificate\w*ValidationCallback|DangerousAcceptAny|SkipCertificateCheck|CertificateChainPolicy")]
    private static partial Regex OwnCheck();

    [GeneratedRegex(@"SetEnvironmentVariable|EnvironmentVariableTarget")]
    private static partial Regex Setting();

    [GeneratedRegex(
        @"\bFile\.(Write|Append|Create|OpenWrite|Copy|Move|Replace)|FileMode\.(Create|Append|OpenOrCreate|Truncate)"
            + @"|FileAccess\.(Write|ReadWrite)|new StreamWriter\(|GetTempFileName|IsolatedStorage|ProtectedData"
    )]
    private static partial Regex Writing();
}
