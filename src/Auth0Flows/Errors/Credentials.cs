using System.Text.RegularExpressions;

namespace Auth0Flows.Errors;

/// <summary>
/// What no error repeats, whoever said it: the user name and the password in an address, such as that of a proxy, which .NET quotes in the
/// messages of its exceptions; and what has the form of a token or a key, such as one that somebody put in the place of a domain, a path or
/// a name.
/// </summary>
internal static partial class Credentials
{
    /// <summary>The text with addresses that have neither, and with masks in the places of tokens and keys.</summary>
    public static string Remove(string text) => Token().Replace(Login().Replace(text, "://"), Auth0Secret.Mask);

    /// <summary>Whether a text has the form of a token or a key.</summary>
    public static bool IsPerhapsToken(string text) => Token().IsMatch(text);

    /// <summary>The exception, or one with its message alone if it or its causes contain them.</summary>
    public static Exception? Remove(Exception? failure) =>
        failure is null || failure.ToString() is var text && Remove(text) == text ? failure
        : failure is HttpRequestException request
            ? new HttpRequestException(request.HttpRequestError, Remove(request.Message), inner: null, request.StatusCode)
        : new IOException(Remove(failure.Message));

    [GeneratedRegex(@"://[^/?#\s]*@")]
    private static partial Regex Login();

    // PEM. JWTs. The tokens of GitHub and GitLab, which their CI gives to jobs. Auth0's refresh tokens. DER in base64 or base64url: a key
    // without its header. A private JWK. Auth0's client secrets: 64 characters of all kinds; its ids have at most 43.
    [GeneratedRegex(
        """
            -----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY-----(?:(?!-----END).)*(?:-----END[ ][A-Z ]*-----)?
            | eyJ[\w-]{10,}(?:\.[\w-]*){1,4}
            | \b(?:gh[a-z]_[A-Za-z0-9]{16,}|github_pat_\w{16,}|gl[a-z]{2,6}-[\w-]{16,})
            | \bv1\.[\w-]{20,}
            | M[A-I][A-Za-z0-9+/_\s-]{58,}={0,2}
            | "d"\s*:\s*"[\w-]{20,}"
            | (?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*[0-9])[\w-]{60,}
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Token();
}
