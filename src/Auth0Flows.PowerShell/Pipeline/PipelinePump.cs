using System.Runtime.ExceptionServices;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Runs callbacks from other threads on the pipeline thread: PowerShell allows a cmdlet to write and prompt only there. A cmdlet that
/// awaits the library continues on the thread where it started.
/// </summary>
internal sealed class PipelinePump : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Runs an action on the pipeline thread: immediately if the caller is on it, otherwise in order.</summary>
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

    /// <summary>Runs a function that returns a result, such as a prompt.</summary>
    public Task<T> AskAsync<T>(Func<T> ask)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Run(() =>
        {
            try
            {
                answer.SetResult(ask());
            }
            catch (Exception failure) // also Ctrl+C at the prompt: the caller rethrows it
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

    /// <summary>Runs posted actions until the task ends, including those posted before that.</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancel">Cancels the task: a write may fail, as with -WarningAction Stop, and the task must still be completed.</param>
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
