using System.Text.RegularExpressions;

namespace Auth0Flows.Errors;

/// <summary>
/// What no error repeats, whoever said it: the user name and the password in an address, such as that of a proxy, which .NET quotes in the
/// messages of its exceptions; and what has the form of a token or a key, such as one that somebody put in the place of a domain, a path or
/// a name.
/// </summary>
internal static partial class Credentials
{
    private const string Masked = "********"; // as Auth0Secret shows itself; errors depend on nothing

    /// <summary>The text with addresses that have neither, and with masks in the places of tokens and keys.</summary>
    public static string Remove(string text) => Mask(Login().Replace(text, "://"));

    /// <summary>Whether a text has the form of a token or a key.</summary>
    public static bool IsPerhapsToken(string text) => Mask(text) != text;

    /// <summary>The exception, or one with its message alone if it or its causes contain them.</summary>
    public static Exception? Remove(Exception? failure) =>
        failure is null || failure.ToString() is var text && Remove(text) == text ? failure
        : failure is HttpRequestException request
            ? new HttpRequestException(request.HttpRequestError, Remove(request.Message), inner: null, request.StatusCode)
        : new IOException(Remove(failure.Message));

    [GeneratedRegex(@"://[^/?#\s]*@")]
    private static partial Regex Login();

    private static string Mask(string text) =>
        Long().Replace(Token().Replace(text, Masked), static found => IsRandom(found.Value) ? Masked : found.Value);

    // A random text has digits, changes between capitals, small letters and digits all the time, and has few hyphens; a name doesn't.
    private static bool IsRandom(string text)
    {
        var changes = 0;
        for (var i = 1; i < text.Length; i++)
        {
            changes += KindOf(text[i]) == KindOf(text[i - 1]) ? 0 : 1;
        }

        return changes * 20 > text.Length * 9 && text.Count(static c => c is '-' or '_') <= 5 && text.Count(char.IsAsciiDigit) >= 4;

        static int KindOf(char c) =>
            char.IsAsciiDigit(c) ? 1
            : char.IsAsciiLetterUpper(c) ? 2
            : char.IsAsciiLetterLower(c) ? 3
            : 4;
    }

    // PEM, also in base64. JWTs, and what is left of one that was cut off. The tokens of GitHub and GitLab, which their CI gives to jobs.
    // Auth0's refresh tokens. A private key without its header: a DER sequence that begins with the number of its version, in base64 or
    // base64url, with lines. A private JWK.
    [GeneratedRegex(
        """
            -----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY-----(?:(?!-----END).)*(?:-----END[ ][A-Z ]*-----)?
            | LS0tLS1CRUdJTi[A-Za-z0-9+/=_-]{30,}
            | (?<![A-Za-z0-9])eyJ(?:[\w-]{40,}(?:\.[\w-]*){0,4}|[\w-]{10,39}(?:\.[\w-]*){1,4})
            | \b(?:gh[a-z]_[A-Za-z0-9]{16,}|github_pat_\w{16,}|gl[a-z]{2,6}-[\w-]{16,})
            | \bv1\.[\w-]{20,}
            | M(?:[A-H][A-Za-z0-9+/_-]CAQ|I[GH][A-Za-z0-9+/_-]AgE|II[A-P][A-Za-z0-9+/_-]{2}IB)[A-Za-z0-9+/_-]{30,}(?:\s+[A-Za-z0-9+/_=-]{16,})*={0,2}
            | "d"\s*:\s*"[\w-]{20,}"
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Token();

    // Auth0's client secrets have 64 characters of all kinds; its ids have at most 43.
    [GeneratedRegex(@"(?<![\w-])[A-Za-z0-9_-]{60,}(?![\w-])")]
    private static partial Regex Long();
}
