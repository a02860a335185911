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

    public override string Name => "Keyring";

    public override bool IsPersonal => true;

    public override void Check() =>
        Run(
            "check",
            static storage =>
            {
                storage.VerifyPersistence();
                return true;
            }
        );

    public override Task<byte[]?> ReadAsync(string entry, CancellationToken cancellationToken) =>
        Task.FromResult(Run(entry, static storage => storage.ReadData() is { Length: > 0 } data ? data : null));

    public override Task WriteAsync(string entry, ReadOnlyMemory<byte> value, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        Run(
            entry,
            storage =>
            {
                storage.WriteData(value.ToArray());
                return true;
            }
        );
        return Task.CompletedTask;
    }

    public override Task RemoveAsync(string entry, CancellationToken cancellationToken)
    {
        Run(
            entry,
            static storage =>
            {
                storage.Clear(ignoreExceptions: false);
                return true;
            }
        );
        return Task.CompletedTask;
    }

    public override async Task<IAsyncDisposable?> TryLockAsync(string entry, TimeSpan patience, CancellationToken cancellationToken) =>
        await FileLock.TryTakeAsync(FileTokenStore.LockOf(folder, entry), patience, cancellationToken).ConfigureAwait(false);

    private T Run<T>(string entry, Func<Microsoft.Identity.Client.Extensions.Msal.Storage, T> act)
    {
        try
        {
            PrivateFile.CreateFolderOf(Path.Combine(folder, entry));
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
            return act(Microsoft.Identity.Client.Extensions.Msal.Storage.Create(properties, _silent));
        }
        // It throws whatever the system's library makes of an error; a missing libsecret is a DllNotFoundException.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.TokenStoreUnavailable,
                $"The system's keyring can't be used: {(failure.InnerException ?? failure).Message.TrimEnd('.')}."
            );
        }
    }
}
