using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the numbers of logins and sign-ups of each day.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0DailyStatistic", SupportsPaging = true)]
[OutputType(typeof(Auth0DailyStatistic))]
[ApiEndpoint("GET stats/daily")]
public sealed class GetAuth0DailyStatisticCommand : ResourceCmdletBase
{
    /// <summary>The first day. Default: 30 days ago.</summary>
    [Parameter(Position = 0)]
    public DateTime? From { get; set; }

    /// <summary>The last day. Default: today.</summary>
    [Parameter(Position = 1)]
    public DateTime? To { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ListAsync(Auth0Resources.DailyStatistics, new ApiQuery().Add("from", Day(From)).Add("to", Day(To)), cancellationToken);

    private static string? Day(DateTime? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
