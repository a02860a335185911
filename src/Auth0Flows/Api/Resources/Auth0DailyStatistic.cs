using System.Globalization;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// The logins and sign-ups of a day:
/// <see href="https://auth0.com/docs/api/management/v2/stats/get-daily"/>.
/// </summary>
public sealed class Auth0DailyStatistic : Auth0Object
{
    /// <summary>The day.</summary>
    public DateTimeOffset? Date { get; set; }

    /// <summary>The number of logins.</summary>
    public long? Logins { get; set; }

    /// <summary>The number of sign-ups.</summary>
    public long? Signups { get; set; }

    /// <summary>The number of breached passwords that were found.</summary>
    public long? LeakedPasswords { get; set; }

    /// <summary>When the first event of the day happened.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was last counted.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>The day and its numbers.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd}: {Logins} logins, {Signups} sign-ups");
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The tenant's statistics: <see href="https://auth0.com/docs/api/management/v2/stats/get-daily"/>.</summary>
    public static Auth0Resource<Auth0DailyStatistic> DailyStatistics { get; } =
        new("stats/daily", "stats", Auth0JsonContext.Default.Auth0DailyStatistic, Auth0Paging.None);
}
