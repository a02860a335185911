using System.Diagnostics;
using Microsoft.Identity.Client.Extensions.Msal;

namespace Auth0Flows.Storage;

/// <summary>
/// The system's keyring: DPAPI on Windows, the Keychain on macOS, libsecret on Linux, as MSAL keeps its tokens. Processes of the same
/// machine share it, and lock a file.
/// </summary>
/// <param name="folder">The folder of the locks and, on Windows, of the encrypted files.</param>
internal sealed class KeyringTokenStore(string folder) : Auth0TokenStore
{
    private const string Product = "Auth0Flows";

    // MSAL writes to the console without one.
    private static readonly TraceSource _silent = new(Product, SourceLevels.Off);

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public override string Name => "Keyring";

    public override bool IsPersonal => true;

    public override void Check() =>
        RunAsync(
                "check",
                static storage =>
                {
                    storage.VerifyPersistence();
                    return true;
                },
                CancellationToken.None
            )
            .GetAwaiter()
            .GetResult();

    public override Task<byte[]?> ReadAsync(string entry, CancellationToken cancellationToken) =>
        RunAsync(entry, static storage => storage.ReadData() is { Length: > 0 } data ? data : null, cancellationToken);

    public override Task<bool> WriteAsync(
        string entry,
        ReadOnlyMemory<byte> value,
        byte[]? before,
        TimeSpan? lifetime,
        CancellationToken cancellationToken
    ) =>
        RunAsync(
            entry,
            storage =>
            {
                storage.WriteData(value.ToArray());
                return true;
            },
            cancellationToken
        );

    public override Task<bool> RemoveAsync(string entry, byte[]? before, CancellationToken cancellationToken) =>
        RunAsync(
            entry,
            static storage =>
            {
                storage.Clear(ignoreExceptions: false);
                return true;
            },
            cancellationToken
        );

    // A keyring can't be searched by MSAL: what was set aside stays.
    public override Task RemoveAllAsync(string entry, CancellationToken cancellationToken) =>
        RemoveAsync(entry, before: null, cancellationToken);

    public override async Task<IAsyncDisposable?> TryLockAsync(string entry, TimeSpan patience, CancellationToken cancellationToken) =>
        await FileLock.TryTakeAsync(FileTokenStore.LockOf(folder, entry), patience, cancellationToken).ConfigureAwait(false);

    // One process at a time: where several read and write at once, gnome-keyring answers some of them with nothing, and MSAL's check uses
    // the same item for all.
    private async Task<T> RunAsync<T>(
        string entry,
        Func<Microsoft.Identity.Client.Extensions.Msal.Storage, T> act,
        CancellationToken cancellationToken
    )
    {
        var turn =
            await FileLock.TryTakeAsync(FileTokenStore.LockOf(folder, "keyring"), _patience, cancellationToken).ConfigureAwait(false)
            ?? throw Unavailable("another process keeps it busy");
        await using (turn.ConfigureAwait(false))
        {
            try
            {
                return act(Open(entry));
            }
            // It throws whatever the system's library makes of an error; a missing libsecret is a DllNotFoundException.
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                throw Unavailable((failure.InnerException ?? failure).Message.TrimEnd('.'));
            }
        }
    }

    private Microsoft.Identity.Client.Extensions.Msal.Storage Open(string entry)
    {
        var properties = new StorageCreationPropertiesBuilder(entry + ".keyring", folder)
            .WithMacKeyChain(Product, entry)
            .WithLinuxKeyring(
                "auth0flows.tokens",
                MsalCacheHelper.LinuxKeyRingDefaultCollection,
                "Tokens of Auth0Flows",
                new("Product", Product),
                new("Entry", entry)
            )
            .Build();
        return Microsoft.Identity.Client.Extensions.Msal.Storage.Create(properties, _silent);
    }

    private static Auth0ConfigurationException Unavailable(string reason) =>
        new(Auth0ErrorCode.TokenStoreUnavailable, $"The system's keyring can't be used: {reason}.");
}
