using System.Collections.Concurrent;

namespace Auth0Flows.Tests.Storage;

/// <summary>What stores in memory share.</summary>
internal sealed class MemoryContent
{
    public ConcurrentDictionary<string, byte[]> Entries { get; } = new();

    public ConcurrentDictionary<string, SemaphoreSlim> Locks { get; } = new();
}

/// <summary>
/// A store in memory: sessions with stores of the same content are like processes with the same store. It fails where a test says so, and
/// lets a test act before an entry is written.
/// </summary>
internal sealed class MemoryTokenStore(MemoryContent content, bool isPersonal = false) : Auth0TokenStore
{
    public ConcurrentDictionary<string, byte[]> Entries => content.Entries;

    /// <summary>Why it can't be used; null if it can.</summary>
    public string? Fault { get; set; }

    /// <summary>Why it can't be written; null if it can.</summary>
    public string? WriteFault { get; set; }

    /// <summary>What it throws, though no store should.</summary>
    public Exception? Unexpected { get; set; }

    /// <summary>What a lock throws when it is given back.</summary>
    public Exception? ReleaseFault { get; set; }

    /// <summary>How long a lock is left that could not be given back.</summary>
    public TimeSpan LockLeft { get; set; }

    /// <summary>Whether the locks that are held now are known to be lost.</summary>
    public bool HasLostLocks { get; set; }

    /// <summary>Whether another process holds all locks.</summary>
    public bool IsBusy { get; set; }

    public int Reads { get; private set; }

    public Action? Writing { get; set; }

    /// <summary>Called when an entry is written.</summary>
    public Action? Written { get; set; }

    /// <summary>Called with how long a lock is waited for.</summary>
    public Action<TimeSpan>? Locking { get; set; }

    public override string Name => "Memory";

    public override bool IsPersonal => isPersonal;

    public override Task<byte[]?> ReadAsync(string entry, CancellationToken cancellationToken)
    {
        Fail(Fault);
        Reads++;
        return Task.FromResult(Entries.GetValueOrDefault(entry));
    }

    public override Task<bool> WriteAsync(
        string entry,
        ReadOnlyMemory<byte> value,
        byte[]? before,
        TimeSpan? lifetime,
        CancellationToken cancellationToken
    )
    {
        Fail(Fault ?? WriteFault);
        Writing?.Invoke();
        if (!IsUnchanged(entry, before))
        {
            return Task.FromResult(false);
        }

        Entries[entry] = value.ToArray();
        Written?.Invoke();
        return Task.FromResult(true);
    }

    public override Task<bool> RemoveAsync(string entry, byte[]? before, CancellationToken cancellationToken)
    {
        Fail(Fault ?? WriteFault);
        return Task.FromResult(IsUnchanged(entry, before) && (Entries.TryRemove(entry, out _) || true));
    }

    public override Task RemoveAllAsync(string entry, CancellationToken cancellationToken)
    {
        Fail(Fault ?? WriteFault);
        Entries
            .Keys.Where(name => name == entry || name.StartsWith(entry + ".", StringComparison.Ordinal))
            .ToList()
            .ForEach(name => Entries.TryRemove(name, out _));
        return Task.CompletedTask;
    }

    public override async Task<IAsyncDisposable?> TryLockAsync(string entry, TimeSpan patience, CancellationToken cancellationToken)
    {
        Fail(Fault);
        if (IsBusy || patience <= LockLeft)
        {
            Locking?.Invoke(patience);
            return null;
        }

        var gate = content.Locks.GetOrAdd(entry, static _ => new SemaphoreSlim(1, 1));
        var waiting = gate.WaitAsync(cancellationToken); // queued, when the test hears of it
        Locking?.Invoke(patience);
        await waiting;
        HasLostLocks = false;
        return new Held(this, gate, ReleaseFault);
    }

    private bool IsUnchanged(string entry, byte[]? before) =>
        Entries.TryGetValue(entry, out var now) ? before is not null && now.AsSpan().SequenceEqual(before) : before is null;

    private void Fail(string? fault)
    {
        if (Unexpected is not null)
        {
            throw Unexpected;
        }

        if (fault is not null)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.TokenStoreUnavailable, fault);
        }
    }

    private sealed class Held(MemoryTokenStore store, SemaphoreSlim gate, Exception? fault) : ILosableLock
    {
        public bool IsLost => store.HasLostLocks;

        public ValueTask DisposeAsync()
        {
            gate.Release();
            return fault is null ? default : throw fault;
        }
    }
}
