using Auth0Flows.Storage;

namespace Auth0Flows.Sessions;

/// <summary>Reads and decrypts a client's entry: the one beside it if another key has it, and sets aside what can't be read.</summary>
/// <param name="store">Where it is.</param>
/// <param name="seal">The key.</param>
/// <param name="health">Warns.</param>
/// <param name="entry">The entry's name.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class EntryReader(Auth0TokenStore store, EntrySeal seal, StoreHealth health, string entry, TimeProvider timeProvider)
{
    /// <summary>The entry of this session's key, if another one has the entry.</summary>
    public string Beside(string name) => $"{name}.{seal.KeyId}";

    /// <summary>Reads the entry that this session's key has.</summary>
    public async Task<StoredEntry> ReadAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var own = await OpenAsync(entry, cancellationToken).ConfigureAwait(false);
        if (own is { IsOfAnother: false, IsDamaged: false, Bytes: not null })
        {
            return own;
        }

        if (own.IsOfAnother)
        {
            health.WarnOnce(
                activity,
                own.State == EntryState.Newer
                    ? $"The tokens in the store {store.Name} were written by a newer version of this module. This one keeps its own beside them."
                    : $"The store {store.Name} has tokens of this application that were encrypted with another key: another client secret, private key or AUTH0_CACHE_KEY. They are left as they are; new ones are kept beside them. Disconnect-Auth0 -Forget removes both."
            );
        }

        // Also without an entry, or with a damaged one: another key had it.
        var beside = await OpenAsync(Beside(entry), cancellationToken).ConfigureAwait(false);
        return beside.IsOfAnother
                ? throw new Auth0ConfigurationException(
                    Auth0ErrorCode.TokenStoreUnavailable,
                    "Its entries were written by a newer version of this module."
                )
            : own.IsOfAnother || beside.Bytes is not null ? beside
            : own;
    }

    /// <summary>Sets a damaged entry aside.</summary>
    public async Task SetAsideAsync(StoredEntry damaged, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var (name, bytes) = (damaged.Name, damaged.Bytes!);
        var aside = $"{name}.damaged-{timeProvider.GetUtcNow():yyyyMMddHHmmssfff}";
        await store.WriteAsync(aside, bytes, before: null, lifetime: null, cancellationToken).ConfigureAwait(false);
        await store.RemoveAsync(name, bytes, cancellationToken).ConfigureAwait(false);
        health.WarnOnce(
            activity,
            $"The tokens in the store {store.Name} can't be read: they are damaged, or not from this module. They were set aside as {aside}."
        );
    }

    private async Task<StoredEntry> OpenAsync(string name, CancellationToken cancellationToken)
    {
        var bytes = await store.ReadAsync(name, cancellationToken).ConfigureAwait(false);
        if (bytes is null)
        {
            return new(name, new(), null, EntryState.Readable);
        }

        var state = seal.TryOpen(name, bytes, out var content);
        var tokens = state == EntryState.Readable ? StoredTokens.Parse(content) : null;
        Array.Clear(content);

        // What was encrypted with this key is from this module: if it can't be read, from a newer one.
        return new(name, tokens ?? new(), bytes, state == EntryState.Readable && tokens is null ? EntryState.Newer : state);
    }
}
