using System.Management.Automation;
using System.Management.Automation.Host;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of all cmdlets: runs asynchronous operations while the pipeline thread writes, and converts Ctrl+C to cancellation and
/// exceptions to error records.
/// </summary>
public abstract class Auth0CmdletBase : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private PipelinePump? _pump;
    private HostActivity? _activity;

    /// <summary>Receives the library's reports: writes to the verbose, warning and progress streams.</summary>
    internal HostActivity Activity => _activity ??= new HostActivity(this, Pump);

    /// <summary>Runs callbacks of the library on the pipeline thread.</summary>
    internal PipelinePump Pump => _pump ??= new PipelinePump();

    /// <summary>Processes each object of the pipeline; called once if nothing is piped.</summary>
    protected abstract ValueTask ProcessAsync(CancellationToken cancellationToken);

    /// <summary>Called after the last object of the pipeline.</summary>
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
    protected sealed override void ProcessRecord() =>
        Run(cancellationToken =>
        {
            TakesAttribute.Check(this);
            return ProcessAsync(cancellationToken);
        });

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
        // PowerShell's own exceptions: stops, -ErrorAction Stop.
        catch (Exception failure) when (failure is not (RuntimeException or FlowControlException))
        {
            Fail(failure, ErrorTarget);
        }
        finally
        {
            _activity?.Complete();
        }
    }

    // Commands that run during a write to the pipeline must not use this pump: they would wait for a thread that waits for them.
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

    /// <summary>Shows a message to the user, like Write-Host: also inside a function or a job, and never on the output stream.</summary>
    internal void WriteHost(string text) => Outside(() => base.WriteInformation(new HostInformationMessage { Message = text }, ["PSHOST"]));

    /// <inheritdoc cref="Cmdlet.WriteProgress(ProgressRecord)"/>
    protected internal new void WriteProgress(ProgressRecord record) => Outside(() => base.WriteProgress(record));

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string)"/>
    protected new bool ShouldProcess(string target, string action)
    {
        var answer = false;
        Confirming(() => answer = base.ShouldProcess(target, action));
        return answer;
    }

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string, string)"/>
    protected new bool ShouldProcess(string verboseDescription, string verboseWarning, string caption)
    {
        var answer = false;
        Confirming(() => answer = base.ShouldProcess(verboseDescription, verboseWarning, caption));
        return answer;
    }

    // At the end of a redirected input, PowerShell's console throws a NullReferenceException.
    private static void Confirming(Action ask)
    {
        try
        {
            Outside(ask);
        }
        catch (NullReferenceException) when (Console.IsInputRedirected)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "The change must be confirmed, and nobody can be asked: specify -Confirm:$false, or -Force."
            );
        }
    }

    /// <summary>The same with -Force, which answers the question in advance; -WhatIf and -Confirm still apply.</summary>
    private protected bool ShouldProcess(string target, string action, bool force) =>
        (force && !IsAsked("WhatIf", "WhatIfPreference") && !IsAsked("Confirm", null)) || ShouldProcess(target, action);

    /// <summary>Whether a common switch is on: as specified, or according to its preference variable.</summary>
    private protected bool IsAsked(string parameter, string? preference) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out var bound)
            ? ((SwitchParameter)bound).IsPresent
            : preference is not null && LanguagePrimitives.IsTrue(GetVariableValue(preference));

    /// <summary>Prompts the user at the host, or shows a message.</summary>
    internal T AtHost<T>(Func<PSHostUserInterface, T> act)
    {
        T answer = default!;
        Outside(() => answer = act(Host.UI));
        return answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel(); // cancels operations in progress if the pipeline ends early, as with Select-Object -First
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
                task.GetAwaiter().GetResult(); // completed, so this doesn't block, and rethrows the original exception
                return;
            }

            work.GetAwaiter().GetResult(); // completed, as above
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outside);
        }
    }

    /// <summary>For piped objects, a failure is one error and the others continue; otherwise the whole call fails.</summary>
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

    /// <summary>The target object of errors.</summary>
    private protected virtual object? ErrorTarget => null;

    /// <summary>Converts a PowerShell path to one of the file system.</summary>
    /// <exception cref="Auth0ConfigurationException">The path is on a drive of another provider, such as env:.</exception>
    private protected string FilePathOf(string path) =>
        SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _) is var file && provider.Name == "FileSystem"
            ? file
            : throw new Auth0ConfigurationException(Auth0ErrorCode.FileNotFound, $"The path {path} is not in the file system.");
}
