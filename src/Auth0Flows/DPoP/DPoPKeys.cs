using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.DPoP;

/// <summary>
/// The keys of sessions with DPoP: their own, which is created when it is first needed, and those of logins that a store had. Sessions of
/// one client in a process share them together with their tokens. Thread-safe.
/// </summary>
internal sealed class DPoPKeys : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, DPoPKey> _keys = new(StringComparer.Ordinal);
    private DPoPKey? _own;
    private int _holders;
    private bool _isDisposed;

    /// <summary>The key that new tokens are bound to.</summary>
    /// <exception cref="ObjectDisposedException">The keys are wiped.</exception>
    public DPoPKey Own
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                if (_own is null)
                {
                    _own = DPoPKey.Create();
                    _keys[_own.Thumbprint] = _own;
                }

                return _own;
            }
        }
    }

    /// <summary>Finds a key.</summary>
    /// <param name="thumbprint">Its thumbprint.</param>
    /// <param name="key">The key.</param>
    public bool TryFind(string thumbprint, [NotNullWhen(true)] out DPoPKey? key) => _keys.TryGetValue(thumbprint, out key);

    /// <summary>
    /// Adds a key from a store. The first one becomes the own key, if there is none yet: later tokens are bound to it, too.
    /// </summary>
    /// <param name="key">The key, which is owned from now on.</param>
    public void Add(DPoPKey key)
    {
        lock (_gate)
        {
            if (_isDisposed || !_keys.TryAdd(key.Thumbprint, key))
            {
                key.Dispose();
                return;
            }

            _own ??= key;
        }
    }

    /// <summary>Keeps the keys until the result is disposed, even if they are disposed meanwhile: a login may have to be stored.</summary>
    public IDisposable Hold()
    {
        lock (_gate)
        {
            _holders++;
        }

        return new Holder(this);
    }

    /// <summary>Wipes the keys, when nobody holds them.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            WipeIfUnused();
        }
    }

    // Called with the gate locked.
    private void WipeIfUnused()
    {
        if (!_isDisposed || _holders > 0)
        {
            return;
        }

        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }

        _keys.Clear();
        _own = null;
    }

    private sealed class Holder(DPoPKeys keys) : IDisposable
    {
        private int _isDisposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                lock (keys._gate)
                {
                    keys._holders--;
                    keys.WipeIfUnused();
                }
            }
        }
    }
}
