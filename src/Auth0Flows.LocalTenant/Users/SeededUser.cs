using System.Globalization;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>A user that exists from the start, computed from its number. The number can be computed from its ids and addresses.</summary>
/// <param name="number">The number.</param>
/// <param name="start">When the tenant started: logins are spread over the year before it.</param>
internal sealed class SeededUser(int number, DateTimeOffset start) : IUserProfile
{
    /// <summary>The maximum count: ids contain a number of six hexadecimal digits.</summary>
    public const int MaximumCount = 0x1000000;

    private const string Prefix = "auth0|";

    // The part that contains the time and the machine in a real id (a MongoDB id); here it is constant.
    private const string Machine = "a07f10c5ee";

    private static readonly DateTimeOffset _epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] _givenNames =
    [
        "Ada",
        "Ben",
        "Clara",
        "David",
        "Emma",
        "Felix",
        "Greta",
        "Hugo",
        "Ines",
        "Jonas",
        "Klara",
        "Luis",
        "Mia",
        "Noah",
        "Olga",
        "Paul",
    ];
    private static readonly string[] _familyNames =
    [
        "Abel",
        "Brandt",
        "Costa",
        "Dietz",
        "Evans",
        "Fuchs",
        "Gómez",
        "Huber",
        "Ito",
        "Jansen",
        "Kaya",
        "Lund",
        "Meyer",
    ];
    private static readonly string[] _countries = ["DE", "AT", "CH", "FR", "US"];

    public string UserId => IdOf(number);

    public string Connection => IsEmployee ? Connections.Employees : Connections.Default;

    public string? Email => string.Create(CultureInfo.InvariantCulture, $"user{number}@example.com");

    public bool EmailVerified => number % 4 != 0;

    public string? Username => IsEmployee ? string.Create(CultureInfo.InvariantCulture, $"user{number}") : null;

    public string? PhoneNumber => null;

    public bool? PhoneVerified => null;

    public string? Name => $"{GivenName} {FamilyName}";

    public string? Nickname => string.Create(CultureInfo.InvariantCulture, $"user{number}");

    public string? GivenName => _givenNames[number % _givenNames.Length];

    public string? FamilyName => _familyNames[number % _familyNames.Length];

    public string? Picture => UserPicture.Default;

    public bool IsBlocked => number % 100 == 99;

    public DateTimeOffset CreatedAt => CreationOf(number);

    public DateTimeOffset UpdatedAt => LastLogin ?? CreatedAt;

    public DateTimeOffset? LastLogin => LoginCount == 0 ? null : LastLoginOf(number, start);

    public string? LastAddress => LoginCount == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"192.0.2.{(number % 254) + 1}");

    public int LoginCount => number % 12;

    public IReadOnlyList<IUserProfile> Linked => [];

    public JsonObject? UserMetadata => new() { ["country"] = _countries[number % _countries.Length], ["newsletter"] = number % 2 == 0 };

    public JsonObject? AppMetadata => new() { ["plan"] = number % 10 == 0 ? "enterprise" : "free", ["seat"] = number };

    private bool IsEmployee => number % 10 == 9;

    public static string IdOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{CreationOf(number).ToUnixTimeSeconds():x8}{Machine}{number:x6}");

    /// <summary>The number in an id; null if the id isn't one of a seeded user.</summary>
    public static int? NumberOfId(string userId) =>
        userId.Length == Prefix.Length + 24
        && int.TryParse(userId.AsSpan(userId.Length - 6), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
        && IdOf(number) == userId
            ? number
            : null;

    /// <summary>The number in an e-mail address or user name; null if there is none.</summary>
    public static int? NumberOfName(string name)
    {
        const string Start = "user";
        var at = name.IndexOf('@', StringComparison.Ordinal);
        var local = name.AsSpan(0, at < 0 ? name.Length : at);
        return
            local.StartsWith(Start, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(local[Start.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>The last login of a user, some minute of the year before the start; but never before the user was created.</summary>
    public static DateTimeOffset LastLoginOf(int number, DateTimeOffset start)
    {
        const int Year = 365 * 24 * 60;
        const long Stride = 7919; // a prime: consecutive users are days apart, and no two of a year's minutes are the same
        var login = start.AddMinutes(-(10 + (number * Stride % Year)));
        return login > CreationOf(number) ? login : CreationOf(number);
    }

    // One minute apart, so that even a million users were created in the past.
    public static DateTimeOffset CreationOf(int number) => _epoch.AddMinutes(number % 1_400_000);
}
