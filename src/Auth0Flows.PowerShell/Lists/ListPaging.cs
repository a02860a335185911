using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// PowerShell's -First, -Skip and -IncludeTotalCount: applied by the API if possible, or here if a filter of the cmdlet follows, or if
/// there are several lists, which count together.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="countsHere">Whether objects are counted here.</param>
/// <param name="isFiltered">Whether the cmdlet passes over some of them, so that the API must return all.</param>
internal sealed class ListPaging(Auth0CmdletBase cmdlet, bool countsHere, bool isFiltered = true)
{
    private readonly PagingParameters _parameters = cmdlet.PagingParameters;
    private ulong _skip = countsHere ? cmdlet.PagingParameters.Skip : 0;
    private ulong _left = countsHere ? cmdlet.PagingParameters.First : ulong.MaxValue;

    public bool IsDone => _left == 0;

    /// <summary>Whether the total of a list is requested, even if no objects are.</summary>
    public bool WantsTotal => _parameters.IncludeTotalCount;

    public Auth0ListOptions Options(IReadOnlyList<KeyValuePair<string, string>> query) =>
        new()
        {
            Query = query,
            Skip = countsHere ? 0 : _parameters.Skip,
            First =
                !countsHere ? _parameters.First
                : isFiltered || _left > ulong.MaxValue - _skip ? ulong.MaxValue
                : _skip + _left,
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
        cmdlet.Pump.Run(() => cmdlet.WriteObject(_parameters.NewTotalCount((ulong)total, countsHere && isFiltered ? 0 : 1)));
}
