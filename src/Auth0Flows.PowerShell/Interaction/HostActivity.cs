using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Shows the library's reports: requests on the verbose stream, warnings as warnings, longer waits as progress.</summary>
internal sealed class HostActivity(Auth0CmdletBase cmdlet, PipelinePump pump) : IProgress<Auth0Activity>
{
    private const int ProgressId = 0x0A07;
    private const int LongList = 1000;

    private static readonly TimeSpan _noticeable = TimeSpan.FromSeconds(2);

    private bool _showsProgress;
    private bool _stays;

    /// <summary>The last request with a response.</summary>
    public string? LastRequest { get; private set; }

    public void Report(Auth0Activity value)
    {
        LastRequest = value.Request ?? LastRequest;
        pump.Run(() => Show(value));
    }

    /// <summary>Removes the progress bar.</summary>
    public void Complete()
    {
        if (_showsProgress)
        {
            cmdlet.WriteProgress(new ProgressRecord(ProgressId, "Auth0", "Done") { RecordType = ProgressRecordType.Completed });
            _showsProgress = _stays = false;
        }
    }

    private void Show(Auth0Activity activity)
    {
        activity = activity with { Message = HostText.OneLine(activity.Message) };
        if (activity.Kind == Auth0ActivityKind.Warning)
        {
            cmdlet.WriteWarning(activity.Message);
            return;
        }

        if (activity.Kind is Auth0ActivityKind.Progress or Auth0ActivityKind.Job)
        {
            ShowProgress(activity);
            return;
        }

        cmdlet.WriteVerbose(activity.Message);
        if (activity.Delay >= _noticeable || activity.Kind == Auth0ActivityKind.Waiting)
        {
            _showsProgress = true;
            _stays = activity.Kind == Auth0ActivityKind.Waiting;
            cmdlet.WriteProgress(
                new ProgressRecord(ProgressId, "Auth0", activity.Message)
                {
                    SecondsRemaining = (int)activity.Delay.GetValueOrDefault().TotalSeconds,
                }
            );
        }
        else if (!_stays) // the bar stays between two pages, or two polls
        {
            Complete();
        }
    }

    // A list of a few pages is complete before the user could read its progress.
    private void ShowProgress(Auth0Activity activity)
    {
        if (activity.Kind == Auth0ActivityKind.Progress && (activity.Total ?? activity.Done) < LongList)
        {
            return;
        }

        _showsProgress = _stays = true;
        var (done, total) = (activity.Done ?? 0, activity.Total);
        var howFar =
            activity.Kind == Auth0ActivityKind.Job
                ? $"{done} %"
                : string.Create(CultureInfo.CurrentCulture, $"{done:N0}{(total is null ? "" : $" of {total:N0}")}");
        cmdlet.WriteProgress(
            new ProgressRecord(ProgressId, "Auth0", $"{activity.Message}: {howFar}")
            {
                PercentComplete = total is > 0 ? (int)Math.Min(100, done * 100 / total.Value) : -1,
            }
        );
    }
}
