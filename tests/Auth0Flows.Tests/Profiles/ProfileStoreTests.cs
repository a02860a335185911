using System.Diagnostics;
using System.Runtime.Versioning;

namespace Auth0Flows.Tests.Profiles;

/// <summary>Profiles in their files: what is saved comes back, and what is damaged or in other hands is refused.</summary>
public sealed class ProfileStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("profiles").FullName;
    private readonly Auth0ProfileStore _store;

    public ProfileStoreTests() => _store = new Auth0ProfileStore(Path.Combine(_root, "auth0flows", "profiles"));

    private static Auth0Profile Full { get; } =
        new()
        {
            Name = "acme-prod",
            Domain = Auth0Domain.Parse("acme.eu.auth0.com"),
            ClientId = "0oaXyz",
            ClientAuthenticationMethod = Auth0ClientAuthenticationMethod.PrivateKeyJwt,
            PrivateKeyPath = "/keys/app.pem",
            KeyId = "kid",
            SigningAlgorithm = Auth0SigningAlgorithm.PS256,
            Vault = "Ops",
            VaultSecretName = "passphrase",
            Audience = "https://orders.example.com/",
            Organization = "org_1",
            ManagementAudience = "https://acme.eu.auth0.com/api/v2/",
            IsDefault = true,
        };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Profile_ComesBackAsItWasSaved()
    {
        _store.Save(Full);

        Assert.Equal(Full, _store.Get("ACME-prod") with { Name = "acme-prod" });
        Assert.Equal(["acme-prod"], _store.Names);
        Assert.Equal("acme-prod", _store.DefaultName);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Files_CanBeReadByTheirOwnerOnly_AndNoPartIsLeft()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");

        _store.Save(Full);
        _store.Save(Full with { Audience = "https://other.example.com/" });

        Assert.Equal(
            ["acme-prod.json", "default"],
            Directory.GetFiles(_store.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.All(
            Directory.GetFiles(_store.Folder),
            static file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file))
        );
        Assert.Equal("https://other.example.com/", _store.Get("acme-prod").Audience);
    }

    [Fact]
    public void DefaultProfile_GoesWithItsFile()
    {
        _store.Save(Full);
        _store.Save(Full with { Name = "acme-dev", IsDefault = false });
        Assert.Equal("acme-prod", _store.DefaultName);

        _store.SetDefault("acme-dev");
        Assert.False(_store.Get("acme-prod").IsDefault);
        Assert.True(_store.Remove("ACME-DEV"));

        Assert.Null(_store.DefaultName);
        Assert.False(_store.Remove("acme-dev"));
    }

    [Fact]
    public void DefaultProfile_WhoseFileIsGone_IsNone()
    {
        _store.Save(Full);
        File.Delete(FileOf("acme-prod"));

        Assert.Null(_store.DefaultName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("con")]
    [InlineData("LPT1.old")]
    [InlineData("a.")]
    [InlineData("bücher")]
    [InlineData("a\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Name_ThatIsNoFileEverywhere_IsRefused(string name)
    {
        Assert.Equal(Auth0ErrorCode.InvalidProfileName, Fails(() => _store.Save(Full with { Name = name })));
        Assert.Equal(Auth0ErrorCode.InvalidProfileName, Fails(() => _store.Get(name)));
        Assert.Equal(Auth0ErrorCode.InvalidProfileName, Fails(() => _store.Remove(name)));
        Assert.False(_store.Contains(name));
        Assert.False(Directory.Exists(_store.Folder));
    }

    [Theory]
    [InlineData("", Auth0ErrorCode.InvalidProfile)]
    [InlineData("null", Auth0ErrorCode.InvalidProfile)]
    [InlineData("[]", Auth0ErrorCode.InvalidProfile)]
    [InlineData("\0\0\0\0", Auth0ErrorCode.InvalidProfile)]
    [InlineData("""{"version": 1, "domain": "acme.eu.auth""", Auth0ErrorCode.InvalidProfile)]
    [InlineData("""{"version": 1, "client_id": "x"}""", Auth0ErrorCode.InvalidProfile)]
    [InlineData("""{"version": 1, "domain": "acme.eu.auth0.com"}""", Auth0ErrorCode.InvalidProfile)]
    [InlineData("""{"version": 1, "domain": "not a domain", "client_id": "x"}""", Auth0ErrorCode.InvalidProfile)]
    [InlineData("""{"version": 1, "domain": 5, "client_id": "x"}""", Auth0ErrorCode.InvalidProfile)]
    [InlineData(
        """{"domain": "acme.eu.auth0.com", "client_id": "x", "client_authentication_method": "Magic"}""",
        Auth0ErrorCode.InvalidProfile
    )]
    [InlineData(
        """{"domain": "acme.eu.auth0.com", "client_id": "x", "client_authentication_method": "PrivateKeyJwt"}""",
        Auth0ErrorCode.InvalidProfile
    )]
    [InlineData("""{"domain": "acme.eu.auth0.com", "client_id": "x", "vault": "Ops"}""", Auth0ErrorCode.InvalidProfile)]
    [InlineData("""{"version": 2, "domain": "acme.eu.auth0.com", "client_id": "x"}""", Auth0ErrorCode.ProfileTooNew)]
    [InlineData("""{"version": 9, "tenants": []}""", Auth0ErrorCode.ProfileTooNew)]
    public void File_ThatIsDamagedOrNewer_IsRefused_AndStays(string content, Auth0ErrorCode code)
    {
        _store.Save(Full with { Name = "other" });
        File.WriteAllText(FileOf("broken"), content);

        Assert.Equal(code, Fails(() => _store.Get("broken")));

        Assert.Equal(content, File.ReadAllText(FileOf("broken")));
        Assert.Equal("0oaXyz", _store.Get("other").ClientId);
    }

    [Fact]
    public void File_OfOneMegabyteAndMore_IsRefused_WithoutBeingRead()
    {
        _store.Save(Full);
        File.WriteAllText(FileOf("acme-prod"), new string(' ', (1024 * 1024) + 1));

        Assert.Equal(Auth0ErrorCode.InvalidProfile, Fails(() => _store.Get("acme-prod")));
    }

    [Fact]
    public void File_OfAnUnknownMethodOrProperty_OfThisVersion_IsReadAsFarAsItIsKnown()
    {
        _store.Save(Full);
        File.WriteAllText(FileOf("acme-prod"), """{"domain": "acme.eu.auth0.com", "client_id": "x", "colour": "blue"}""");

        Assert.Equal(Auth0ClientAuthenticationMethod.None, _store.Get("acme-prod").ClientAuthenticationMethod);
    }

    [Theory]
    [InlineData("acme-prod.json", UnixFileMode.GroupWrite)]
    [InlineData("acme-prod.json", UnixFileMode.OtherWrite)]
    [InlineData(".", UnixFileMode.OtherWrite)]
    [UnsupportedOSPlatform("windows")]
    public void Profile_ThatOthersCanChange_IsRefused(string part, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        _store.Save(Full);
        var path = Path.Combine(_store.Folder, part);
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | mode);

        Assert.Equal(Auth0ErrorCode.ProfileNotProtected, Fails(() => _store.Get("acme-prod")));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Profile_ThatOthersCanRead_IsTaken_ForItHasNoSecret()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes");
        _store.Save(Full);
        File.SetUnixFileMode(FileOf("acme-prod"), UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        Assert.Equal("0oaXyz", _store.Get("acme-prod").ClientId);
    }

    [Fact]
    public void Link_IsFollowed_AndStaysOne()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need the developer mode");
        _store.Save(Full);
        var target = Path.Combine(_root, "dotfile.json");
        File.Move(FileOf("acme-prod"), target);
        File.CreateSymbolicLink(FileOf("acme-prod"), target);

        _store.Save(_store.Get("acme-prod") with { Audience = "changed" });

        Assert.Equal(target, new FileInfo(FileOf("acme-prod")).LinkTarget);
        Assert.Equal("changed", _store.Get("acme-prod").Audience);
        Assert.Contains("changed", File.ReadAllText(target), StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Profile_OfAnotherUser_IsRefused_ForRootToo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no owners by number");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give a file away");
        _store.Save(Full);
        using var chown = Process.Start("chown", ["12345", FileOf("acme-prod")]);
        chown.WaitForExit();
        Assert.Equal(0, chown.ExitCode);

        Assert.Equal(Auth0ErrorCode.ProfileNotProtected, Fails(() => _store.Get("acme-prod")));
    }

    [Fact]
    public void Folder_InTheFilesPlace_IsAnError()
    {
        Directory.CreateDirectory(FileOf("acme-prod"));

        Assert.Equal(Auth0ErrorCode.FileNotReadable, Fails(() => _store.Get("acme-prod")));
        Assert.Equal(Auth0ErrorCode.FileNotWritable, Fails(() => _store.Save(Full)));
        Assert.Empty(_store.Names);
    }

    [Fact]
    public void File_InTheFoldersPlace_IsAnError()
    {
        File.WriteAllText(Path.Combine(_root, "auth0flows"), "");

        Assert.Equal(Auth0ErrorCode.FileNotWritable, Fails(() => _store.Save(Full)));
        Assert.Equal(Auth0ErrorCode.ProfileNotFound, Fails(() => _store.Get("acme-prod")));
    }

    [Fact]
    public async Task Profile_ThatAnotherProcessRemovesMeanwhile_IsThereOrNot()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 300),
            TestContext.Current.CancellationToken,
            (number, _) =>
            {
                try
                {
                    _store.Save(Full);
                    Assert.Equal("0oaXyz", _store.Get("acme-prod").ClientId);
                    _store.Remove("acme-prod");
                }
                catch (Auth0ConfigurationException failure)
                {
                    Assert.Equal(Auth0ErrorCode.ProfileNotFound, failure.Code);
                }

                return ValueTask.CompletedTask;
            }
        );
    }

    [Fact]
    public async Task ManyWriters_LeaveAWholeProfile()
    {
        _store.Save(Full);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            TestContext.Current.CancellationToken,
            (number, _) =>
            {
                _store.Save(Full with { Audience = new string((char)('a' + (number % 26)), 5000) });
                Assert.Single(_store.Get("acme-prod").Audience!.Distinct());
                return ValueTask.CompletedTask;
            }
        );
    }

    private string FileOf(string name) => Path.Combine(_store.Folder, name + ".json");

    private static Auth0ErrorCode Fails(Action act) => Assert.Throws<Auth0ConfigurationException>(act).Code;
}
