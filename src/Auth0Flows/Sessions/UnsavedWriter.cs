using Auth0Flows.Tokens;

namespace Auth0Flows.Sessions;

/// <summary>
/// Writes what could not be written when no call of the session does: at the session's end, at the end of its process, and, what came
/// only after the session's end, as soon as the store can be used again.
/// </summary>
/// <param name="unsaved">What could not be written.</param>
/// <param name="hold">Keeps the store open after the session's end; null if nobody else does.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="write">Tries to write it, whatever failed a short time ago.</param>
internal sealed class UnsavedWriter(UnsavedTokens unsaved, Func<IDisposable?> hold, TimeProvider timeProvider, Func<Task> write)
{
    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private bool _isClosed;
    private bool _isLate;

    /// <summary>
    /// Keeps what could not be written for the next turn, or for the end: of the session, or of the process if that comes first.
    /// </summary>
    public void Add(RefreshTokenFamily? family, Auth0Token? token, bool isLogin)
    {
        unsaved.Add(family, token, isLogin);
        IDisposable? held;
        lock (_gate)
        {
            if (!_isClosed)
            {
                ProcessEnd.OfProcess.Add(TryToWrite);
                return;
            }

            if (_isLate || (held = hold()) is null)
            {
                return;
            }

            _isLate = true;
            ProcessEnd.OfProcess.Add(TryToWrite);
        }

        _ = Task.Run(() => WriteLate(held));
    }

    /// <summary>Writes it, for at most 15 seconds. What comes later, of a request that was under way, is written later.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            ProcessEnd.OfProcess.Remove(TryToWrite);
        }

        if (!unsaved.IsEmpty)
        {
            // Blocks, because Dispose can't wait otherwise. Not on this thread, which may be one that a continuation needs.
            Task.Run(TryToWrite).Wait(ProcessEnd.Patience);
        }
    }

    // A failure is not lost: what could not be written stays unsaved, and Disconnect-Auth0 warns of it.
    private async Task TryToWrite() => await write().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task WriteLate(IDisposable held)
    {
        for (var pause = _firstPause; !IsDone(); pause = pause * 2 < _longestPause ? pause * 2 : _longestPause)
        {
            await Task.Delay(pause, timeProvider).ConfigureAwait(false);
            await TryToWrite().ConfigureAwait(false);
        }

        held.Dispose();

        bool IsDone()
        {
            lock (_gate)
            {
                if (!unsaved.IsEmpty)
                {
                    return false;
                }

                _isLate = false;
                ProcessEnd.OfProcess.Remove(TryToWrite);
                return true;
            }
        }
    }
}
