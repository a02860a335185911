using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>
/// Writes what could not be written when no call of the session does: at the session's end, at the end of its process, and, what came
/// only after the session's end, as soon as the store can be used again.
/// </summary>
/// <param name="unsaved">What could not be written.</param>
/// <param name="storage">Where it belongs.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="write">Tries to write it, whatever failed a short time ago.</param>
internal sealed class UnsavedWriter(UnsavedTokens unsaved, TokenStorage storage, TimeProvider timeProvider, Func<Task> write)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private bool _isWatchingExit;
    private bool _isClosed;
    private bool _isLate;

    /// <summary>
    /// Keeps what could not be written for the next turn, or for the end: of the session, or of the process if that comes first.
    /// </summary>
    public void Add(RefreshTokenFamily? family, Auth0Token? token, bool isLogin)
    {
        unsaved.Add(family, token, isLogin);
        lock (_gate)
        {
            if (_isClosed && (_isLate || !storage.TryEnter(isHeld: true)))
            {
                return;
            }

            if (!_isWatchingExit)
            {
                _isWatchingExit = true;
                AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
            }

            if (!_isClosed)
            {
                return;
            }

            _isLate = true;
        }

        _ = Task.Run(WriteLate);
    }

    /// <summary>Writes it, for at most 15 seconds. What comes later, of a request that was under way, is written later.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            StopWatching();
        }

        WriteLast();
    }

    private void OnProcessExit(object? sender, EventArgs e) => WriteLast();

    // Blocks, because Dispose and the end of the process can't wait otherwise. Not on this thread, which may be one that a continuation
    // needs.
    private void WriteLast()
    {
        if (!unsaved.IsEmpty)
        {
            Task.Run(TryToWrite).Wait(_patience);
        }
    }

    // A failure is not lost: what could not be written stays unsaved, and Disconnect-Auth0 warns of it.
    private async Task TryToWrite() => await write().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task WriteLate()
    {
        for (var pause = _firstPause; !IsDone(); pause = pause * 2 < _longestPause ? pause * 2 : _longestPause)
        {
            await Task.Delay(pause, timeProvider).ConfigureAwait(false);
            await TryToWrite().ConfigureAwait(false);
        }

        storage.Leave();

        bool IsDone()
        {
            lock (_gate)
            {
                if (!unsaved.IsEmpty)
                {
                    return false;
                }

                _isLate = false;
                StopWatching();
                return true;
            }
        }
    }

    private void StopWatching()
    {
        _isWatchingExit = false;
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
    }
}
