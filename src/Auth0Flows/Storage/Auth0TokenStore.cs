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
    /// The store as it is shown and as <see cref="Auth0TokenStores.Parse"/> takes it, without a password: <c>File</c>,
    /// <c>rediss://cache</c>.
    /// </summary>
    public abstract string Name { get; }

    /// <summary>Whether the store encrypts its entries for the user, so that they need no key of their own: a keyring.</summary>
    public virtual bool IsPersonal => false;

    /// <summary>Checks that the store can be used, if only a try can tell: a keyring is written and read.</summary>
    public virtual void Check() { }

    /// <summary>Reads an entry; null if there is none.</summary>
    /// <param name="entry">Its name: letters, digits, dots, dashes, underscores.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public abstract Task<byte[]?> ReadAsync(string entry, CancellationToken cancellationToken);

    /// <summary>Writes an entry. Readers see the old one or the new one, never a part.</summary>
    /// <param name="entry">Its name.</param>
    /// <param name="value">Its content.</param>
    /// <param name="before">What it had when it was read under the lock; null if there was none.</param>
    /// <param name="lifetime">When the store may drop it; null for never.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>
    /// Whether it was written. A store whose locks can be lost writes nothing if the entry isn't as it was before.
    /// </returns>
    public abstract Task<bool> WriteAsync(
        string entry,
        ReadOnlyMemory<byte> value,
        byte[]? before,
        TimeSpan? lifetime,
        CancellationToken cancellationToken
    );

    /// <summary>Removes an entry, if it is there.</summary>
    /// <param name="entry">Its name.</param>
    /// <param name="before">What it had when it was read under the lock; null if there was none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether it is removed, as for <see cref="WriteAsync"/>.</returns>
    public abstract Task<bool> RemoveAsync(string entry, byte[]? before, CancellationToken cancellationToken);

    /// <summary>Removes an entry whatever it has, and those beside it: of other keys, and set aside.</summary>
    /// <param name="entry">Its name; the others' names begin with it and a dot.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public abstract Task RemoveAllAsync(string entry, CancellationToken cancellationToken);

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
