using System.Runtime.ExceptionServices;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Brings what goes on elsewhere back to the pipeline's thread: PowerShell lets a cmdlet write, ask and prompt there alone.
/// A cmdlet awaits the library, and goes on after the await on the thread where it began.
/// </summary>
internal sealed class PipelinePump : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Does it on the pipeline's thread: at once where the caller is there, else in its turn.</summary>
    public void Run(Action action)
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            action();
        }
        else
        {
            Post(static action => ((Action)action!)(), action);
        }
    }

    /// <summary>The same for what gives something back: a prompt's answer.</summary>
    public Task<T> AskAsync<T>(Func<T> ask)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Run(() =>
        {
            try
            {
                answer.SetResult(ask());
            }
            catch (Exception failure) // also Ctrl+C at the prompt: who asked passes it on
            {
                answer.SetException(failure);
            }
        });
        return answer.Task;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_work)
        {
            _work.Enqueue((d, state));
            Monitor.Pulse(_work);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("The pipeline's thread can't be waited for.");

    /// <summary>Does what is posted until the task ends, and what was posted before that.</summary>
    /// <param name="task">What goes on.</param>
    /// <param name="cancel">
    /// Ends it early: a write may fail, as with -WarningAction Stop, and the task is still to be seen to its end.
    /// </param>
    public void RunUntil(Task task, Action cancel)
    {
        ExceptionDispatchInfo? failure = null;
        task.ContinueWith(
            static (_, pump) => ((PipelinePump)pump!).Post(static _ => { }, null),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        while (TryTake(task, out var work))
        {
            try
            {
                work.Callback(work.State);
            }
            catch (Exception caught)
            {
                failure ??= ExceptionDispatchInfo.Capture(caught);
                cancel();
            }
        }

        failure?.Throw();
    }

    private bool TryTake(Task task, out (SendOrPostCallback Callback, object? State) work)
    {
        lock (_work)
        {
            while (!_work.TryDequeue(out work))
            {
                if (task.IsCompleted)
                {
                    return false;
                }

                Monitor.Wait(_work);
            }

            return true;
        }
    }
}
