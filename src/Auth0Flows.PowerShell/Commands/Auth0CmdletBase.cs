using System.Management.Automation;
using System.Management.Automation.Host;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base of all cmdlets: runs what is asynchronous while the pipeline's thread keeps writing, turns Ctrl+C into cancellation, and
/// exceptions into error records.
/// </summary>
public abstract class Auth0CmdletBase : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private PipelinePump? _pump;
    private HostActivity? _activity;

    /// <summary>Where the library reports to: verbose, warning and progress streams.</summary>
    internal HostActivity Activity => _activity ??= new HostActivity(this, Pump);

    /// <summary>The way back to the pipeline's thread, for what the library calls from elsewhere.</summary>
    internal PipelinePump Pump => _pump ??= new PipelinePump();

    /// <summary>What the cmdlet does with each object of the pipeline, or once where nothing is piped.</summary>
    protected abstract ValueTask ProcessAsync(CancellationToken cancellationToken);

    /// <summary>What is left to do when the pipeline's last object has come.</summary>
    protected virtual ValueTask EndAsync(CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        if (NotEmptyWhereNamedAttribute.Check(this) is { } empty)
        {
            ThrowTerminatingError(empty);
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndAsync);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stopping.Cancel();

    private void Run(Func<CancellationToken, ValueTask> work)
    {
        try
        {
            Pumped(work);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        // PowerShell's own: stops, -ErrorAction Stop.
        catch (Exception failure) when (failure is not (RuntimeException or FlowControlException))
        {
            Fail(failure, ErrorTarget);
        }
        finally
        {
            _activity?.Complete();
        }
    }

    // What runs behind a write in the pipeline is not ours and must not find our pump: it would wait for a thread that waits for it.
    private static void Outside(Action write)
    {
        var inside = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(null);
            write();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(inside);
        }
    }

    /// <inheritdoc cref="Cmdlet.WriteObject(object)"/>
    protected internal new void WriteObject(object? value) => Outside(() => base.WriteObject(value));

    /// <inheritdoc cref="Cmdlet.WriteError"/>
    protected new void WriteError(ErrorRecord record) => Outside(() => base.WriteError(record));

    /// <inheritdoc cref="Cmdlet.WriteWarning"/>
    protected internal new void WriteWarning(string text) => Outside(() => base.WriteWarning(text));

    /// <inheritdoc cref="Cmdlet.WriteVerbose"/>
    protected internal new void WriteVerbose(string text) => Outside(() => base.WriteVerbose(text));

    /// <summary>Shows a person something, as Write-Host does: also inside a function or a job, and never on the output stream.</summary>
    internal void WriteHost(string text) => Outside(() => base.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]));

    /// <inheritdoc cref="Cmdlet.WriteProgress(ProgressRecord)"/>
    protected internal new void WriteProgress(ProgressRecord record) => Outside(() => base.WriteProgress(record));

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string)"/>
    protected new bool ShouldProcess(string target, string action)
    {
        var answer = false;
        Outside(() => answer = base.ShouldProcess(target, action));
        return answer;
    }

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string, string)"/>
    protected new bool ShouldProcess(string verboseDescription, string verboseWarning, string caption)
    {
        var answer = false;
        Outside(() => answer = base.ShouldProcess(verboseDescription, verboseWarning, caption));
        return answer;
    }

    /// <summary>The same where -Force answers the question beforehand; -WhatIf and -Confirm go on to hold.</summary>
    private protected bool ShouldProcess(string target, string action, bool force) =>
        (force && !IsAsked("WhatIf", "WhatIfPreference") && !IsAsked("Confirm", null)) || ShouldProcess(target, action);

    /// <summary>Whether a common switch is on: as it is bound, else as its preference says.</summary>
    private protected bool IsAsked(string parameter, string? preference) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out var bound)
            ? ((SwitchParameter)bound).IsPresent
            : preference is not null && LanguagePrimitives.IsTrue(GetVariableValue(preference));

    /// <summary>Asks or tells the person at the host.</summary>
    internal T AtHost<T>(Func<PSHostUserInterface, T> act)
    {
        T answer = default!;
        Outside(() => answer = act(Host.UI));
        return answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel(); // what is under way when the pipeline ends early, as with Select-Object -First
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Pumped(Func<CancellationToken, ValueTask> begin)
    {
        var outside = SynchronizationContext.Current;
        try
        {
            SynchronizationContext.SetSynchronizationContext(Pump);
            var work = begin(_stopping.Token);
            if (!work.IsCompleted)
            {
                var task = work.AsTask();
                Pump.RunUntil(task, _stopping.Cancel);
                task.GetAwaiter().GetResult(); // it has ended: nothing blocks, and what it threw comes as it was thrown
                return;
            }

            work.GetAwaiter().GetResult(); // likewise
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outside);
        }
    }

    /// <summary>With objects piped in, one that fails is one error and the rest go on; a call of its own fails as a whole.</summary>
    private protected void Fail(Exception failure, object? target)
    {
        var record = ErrorRecords.From(failure, target, _activity?.LastRequest);
        if (MyInvocation.ExpectingInput)
        {
            WriteError(record);
        }
        else
        {
            ThrowTerminatingError(record);
        }
    }

    /// <summary>What an error is about.</summary>
    private protected virtual object? ErrorTarget => null;
}
