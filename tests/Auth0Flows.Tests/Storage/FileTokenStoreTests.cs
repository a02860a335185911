using System.Runtime.Versioning;

namespace Auth0Flows.Tests.Storage;

/// <summary>Entries in files: private, whole, locked; what isn't protected is refused.</summary>
public sealed class FileTokenStoreTests : IDisposable
{
    private const string Entry = "acme";

    private readonly TemporaryFolder _folder = new();
    private readonly string _tokens;
    private readonly Auth0TokenStore _store;

    public FileTokenStoreTests()
    {
        _tokens = _folder.File("tokens");
        _store = Auth0TokenStores.InFolder(_tokens);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string EntryFile => Path.Combine(_tokens, "acme.tokens");

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Entry_IsNotThere_UntilItIsWritten()
    {
        Assert.Null(await _store.ReadAsync(Entry, Cancel));

        await WriteAsync(1, 2, 3);

        Assert.Equal<byte[]?>([1, 2, 3], await _store.ReadAsync(Entry, Cancel));
    }

    [Fact]
    public async Task Entry_IsReplaced_AndRemoved()
    {
        await WriteAsync(1, 2, 3);
        await WriteAsync(4);
        Assert.Equal<byte[]?>([4], await _store.ReadAsync(Entry, Cancel));

        await _store.RemoveAsync(Entry, before: null, Cancel);
        await _store.RemoveAsync(Entry, before: null, Cancel);

        Assert.Null(await _store.ReadAsync(Entry, Cancel));
        Assert.Empty(Directory.EnumerateFiles(_tokens));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task FilesAndFolder_AreTheUsersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes");

        await using (await LockAsync())
        {
            await WriteAsync(1);
        }

        Assert.All(
            Directory.EnumerateFiles(_tokens),
            static file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file))
        );
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_tokens));
    }

    [Fact]
    public async Task Leftovers_AreRemovedUnderTheLock()
    {
        await WriteAsync(1);
        File.WriteAllText(Path.Combine(_tokens, "acme.tokens.abc.part"), "half");
        File.WriteAllText(Path.Combine(_tokens, "other.tokens.abc.part"), "of another entry");

        await using (await LockAsync()) { }

        Assert.Equal(
            ["acme.lock", "acme.tokens", "other.tokens.abc.part"],
            Directory.EnumerateFiles(_tokens).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead, "others can read it (mode 604)")]
    [InlineData(UnixFileMode.GroupRead, "others can read it (mode 640)")]
    [InlineData(UnixFileMode.OtherWrite, "others can change it (mode 602)")]
    [UnsupportedOSPlatform("windows")]
    public async Task FileThatOthersCanUse_IsRefused(UnixFileMode more, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes");
        await WriteAsync(1);
        File.SetUnixFileMode(EntryFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);

        var failure = await FailsAsync(Auth0ErrorCode.TokenStoreNotProtected);

        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_IsRefused_AndNotWrittenThrough()
    {
        var target = _folder.File("elsewhere");
        File.WriteAllText(target, "mine");
        Directory.CreateDirectory(_tokens);
        File.CreateSymbolicLink(EntryFile, target);

        Assert.Contains("it is a link", (await FailsAsync(Auth0ErrorCode.TokenStoreNotProtected)).Message, StringComparison.Ordinal);
        await WriteAsync(1);

        Assert.Equal("mine", File.ReadAllText(target));
        Assert.Equal<byte[]?>([1], await _store.ReadAsync(Entry, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LinkInThePlaceOfTheLock_IsRefused_AndNotFollowed(bool isThere)
    {
        var target = _folder.File("elsewhere");
        Directory.CreateDirectory(_tokens);
        File.CreateSymbolicLink(Path.Combine(_tokens, "acme.lock"), target);
        if (isThere)
        {
            File.WriteAllText(target, "mine");
        }

        var failure = await Assert.ThrowsAsync<Auth0ConfigurationException>(LockAsync);

        Assert.Equal(Auth0ErrorCode.TokenStoreNotProtected, failure.Code);
        Assert.Contains("it is a link", failure.Message, StringComparison.Ordinal);
        Assert.Equal(isThere ? "mine" : null, File.Exists(target) ? File.ReadAllText(target) : null);
    }

    [Fact]
    public async Task FolderInItsPlace_IsAnError()
    {
        Directory.CreateDirectory(EntryFile);

        await FailsAsync(Auth0ErrorCode.TokenStoreUnavailable);
        await Assert.ThrowsAsync<Auth0ConfigurationException>(() => WriteAsync(1));
        Assert.Empty(Directory.EnumerateFiles(_tokens));
    }

    [Fact]
    public async Task FileInThePlaceOfTheFolder_IsAnError()
    {
        File.WriteAllText(_tokens, "");

        Assert.Equal(
            Auth0ErrorCode.TokenStoreUnavailable,
            (await Assert.ThrowsAsync<Auth0ConfigurationException>(() => WriteAsync(1))).Code
        );
        Assert.Equal(Auth0ErrorCode.TokenStoreUnavailable, (await Assert.ThrowsAsync<Auth0ConfigurationException>(LockAsync)).Code);
    }

    [Fact]
    public async Task Lock_IsHeldByOne_AndPassedOn()
    {
        var first = await LockAsync();
        Assert.NotNull(first);
        Assert.Null(await _store.TryLockAsync(Entry, TimeSpan.Zero, Cancel));
        await using (await _store.TryLockAsync("other", TimeSpan.Zero, Cancel)) { }

        var second = _store.TryLockAsync(Entry, TimeSpan.FromMinutes(1), Cancel);
        Assert.False(second.IsCompleted);
        await first.DisposeAsync();

        await using var held = await second;
        Assert.NotNull(held);
    }

    [Fact]
    public async Task WaitForALock_EndsWhenItIsCancelled()
    {
        using var stop = new CancellationTokenSource();
        await using var held = await LockAsync();
        var waiting = _store.TryLockAsync(Entry, TimeSpan.FromMinutes(1), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task<IAsyncDisposable?> LockAsync() => _store.TryLockAsync(Entry, TimeSpan.FromSeconds(10), Cancel);

    private Task<bool> WriteAsync(params byte[] content) => _store.WriteAsync(Entry, content, before: null, TimeSpan.FromHours(1), Cancel);

    private async Task<Auth0ConfigurationException> FailsAsync(Auth0ErrorCode code)
    {
        var failure = await Assert.ThrowsAsync<Auth0ConfigurationException>(() => _store.ReadAsync(Entry, Cancel));
        Assert.Equal(code, failure.Code);
        return failure;
    }
}
