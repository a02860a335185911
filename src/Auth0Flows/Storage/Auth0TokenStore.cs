using System.Security;
using Auth0Flows.Storage;

namespace Auth0Flows;

/// <summary>
/// A place where tokens outlive a process, and which processes share: entries of bytes with names, and a lock for each. A session encrypts
/// what it writes, unless the store itself keeps it from everybody but the user (<see cref="IsPersonal"/>).
/// </summary>
/// <remarks>
/// All methods throw an <see cref="Auth0ConfigurationException"/> if the store can't be used: the session then goes on without it, and
/// reports one warning.
/// </remarks>
public abstract class Auth0TokenStore : IDisposable
{
    /// <summary>
    /// The store as it is shown and as <see cref="Parse"/> takes it, without a password: <c>File</c>, <c>rediss://cache</c>.
    /// </summary>
    public abstract string Name { get; }

    /// <summary>Whether the store encrypts its entries for the user, so that they need no key of their own: a keyring.</summary>
    public virtual bool IsPersonal => false;

    /// <summary>
    /// The store that a text names: <c>File</c>, <c>Keyring</c>, or the address of a Redis server, <c>redis://host:6379/0</c> or
    /// <c>rediss://user@host:6380</c> with TLS.
    /// </summary>
    /// <param name="text">The text, in any case.</param>
    /// <param name="password">The Redis server's password, unless the address has one.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// The text names no store (<see cref="Auth0ErrorCode.InvalidTokenStore"/>).
    /// </exception>
    public static Auth0TokenStore Parse(string text, SecureString? password = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        return trimmed.ToUpperInvariant() switch
        {
            "FILE" => new FileTokenStore(DataFolder.OfTokens()),
            "KEYRING" => new KeyringTokenStore(DataFolder.OfTokens()),
            _ when RedisAddress.TryParse(trimmed, password) is { } address => new RedisTokenStore(address),
            _ => throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidTokenStore,
                "This is not a token store. Specify File, Keyring, or the address of a Redis server: rediss://host:6380."
            ),
        };
    }

    /// <summary>Encrypted files in a folder; it is created with the first one.</summary>
    /// <param name="folder">The folder.</param>
    public static Auth0TokenStore InFolder(string folder) => new FileTokenStore(folder);

    /// <summary>Checks that the store can be used, if only a try can tell: a keyring is written and read.</summary>
    public virtual void Check() { }

    /// <summary>Reads an entry; null if there is none.</summary>
    /// <param name="entry">Its name: letters, digits, dots, dashes, underscores.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public abstract Task<byte[]?> ReadAsync(string entry, CancellationToken cancellationToken);

    /// <summary>Writes an entry. Readers see the old one or the new one, never a part.</summary>
    /// <param name="entry">Its name.</param>
    /// <param name="value">Its content.</param>
    /// <param name="lifetime">When the store may drop it; null for never.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public abstract Task WriteAsync(string entry, ReadOnlyMemory<byte> value, TimeSpan? lifetime, CancellationToken cancellationToken);

    /// <summary>Removes an entry, if it is there.</summary>
    /// <param name="entry">Its name.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public abstract Task RemoveAsync(string entry, CancellationToken cancellationToken);

    /// <summary>
    /// Locks an entry, against all processes that share the store, until the result is disposed or the process ends. Null if another one
    /// has held it for that long.
    /// </summary>
    /// <param name="entry">Its name.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public abstract Task<IAsyncDisposable?> TryLockAsync(string entry, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Closes connections.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing) { }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
