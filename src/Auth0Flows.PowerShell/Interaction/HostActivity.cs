using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Shows what the library reports: requests on the verbose stream, warnings as warnings, waits that one notices as progress.</summary>
internal sealed class HostActivity(Auth0CmdletBase cmdlet, PipelinePump pump) : IProgress<Auth0Activity>
{
    private const int ProgressId = 0x0A07;

    private static readonly TimeSpan _noticeable = TimeSpan.FromSeconds(2);

    private bool _showsProgress;
    private bool _waitsForAPerson;

    public void Report(Auth0Activity value) => pump.Run(() => Show(value));

    /// <summary>Takes the progress bar away.</summary>
    public void Complete()
    {
        if (_showsProgress)
        {
            cmdlet.WriteProgress(new ProgressRecord(ProgressId, "Auth0", "Done") { RecordType = ProgressRecordType.Completed });
            _showsProgress = _waitsForAPerson = false;
        }
    }

    private void Show(Auth0Activity activity)
    {
        if (activity.Kind == Auth0ActivityKind.Warning)
        {
            cmdlet.WriteWarning(activity.Message);
            return;
        }

        cmdlet.WriteVerbose(activity.Message);
        if (activity.Delay >= _noticeable || activity.Kind == Auth0ActivityKind.Waiting)
        {
            _showsProgress = true;
            _waitsForAPerson = activity.Kind == Auth0ActivityKind.Waiting;
            cmdlet.WriteProgress(new ProgressRecord(ProgressId, "Auth0", activity.Message) { SecondsRemaining = (int)activity.Delay.GetValueOrDefault().TotalSeconds });
        }
        else if (!_waitsForAPerson) // between two questions whether they have answered the bar stays
        {
            Complete();
        }
    }
}
