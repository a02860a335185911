using System.Text.RegularExpressions;
using Auth0Flows.Errors;

namespace Auth0Flows.Profiles;

/// <summary>The names of profiles: also the names of their files, on every system.</summary>
internal static partial class ProfileName
{
    public static bool IsValid(string name) => Pattern().IsMatch(name) && !Reserved().IsMatch(name);

    /// <exception cref="Auth0ConfigurationException">It can't be used.</exception>
    public static string Check(string name) =>
        IsValid(name)
            ? name
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidProfileName,
                $"'{ServerText.Clean(name)}' can't be the name of a profile: use 1 to 64 letters, digits, dots, dashes and underscores, and begin with a letter or a digit."
            );

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z")]
    private static partial Regex Pattern();

    // Windows: names of devices, with any extension; a dot at the end is dropped there.
    [GeneratedRegex(@"\A(con|prn|aux|nul|com\d|lpt\d)(\.|\z)|\.\z", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}
