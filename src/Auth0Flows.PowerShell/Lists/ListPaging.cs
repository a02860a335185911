using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// PowerShell's -First, -Skip and -IncludeTotalCount: applied by the API if possible, or here if a filter of the cmdlet follows.
/// </summary>
internal sealed class ListPaging(Auth0CmdletBase cmdlet, bool countsHere)
{
    private readonly PagingParameters _parameters = cmdlet.PagingParameters;
    private ulong _skip = countsHere ? cmdlet.PagingParameters.Skip : 0;
    private ulong _left = countsHere ? cmdlet.PagingParameters.First : ulong.MaxValue;

    public bool IsDone => _left == 0;

    public Auth0ListOptions Options(IReadOnlyList<KeyValuePair<string, string>> query) =>
        new()
        {
            Query = query,
            Skip = countsHere ? 0 : _parameters.Skip,
            First = countsHere ? ulong.MaxValue : _parameters.First,
            TotalKnown = _parameters.IncludeTotalCount ? WriteTotal : null,
        };

    public bool Takes()
    {
        if (_skip > 0)
        {
            _skip--;
            return false;
        }

        if (_left == 0)
        {
            return false;
        }

        _left--;
        return true;
    }

    // With a filter of the cmdlet, the total is unknown until the end.
    private void WriteTotal(long total) =>
        cmdlet.Pump.Run(() => cmdlet.WriteObject(_parameters.NewTotalCount((ulong)total, countsHere ? 0 : 1)));
}
