using System.Text;
using System.Text.RegularExpressions;
using Auth0Flows.Basics;
using Auth0Flows.Errors;

namespace Auth0Flows;

/// <summary>A path with names in braces: <c>clients/{client_id}/credentials</c>.</summary>
public static partial class PathTemplate
{
    private const int MostEncodings = 4; // nested; no server decodes more often

    /// <summary>Replaces the names with percent-encoded values, so that each value stays one segment of the path.</summary>
    /// <param name="template">The path.</param>
    /// <param name="valueOf">Returns the value of a name; null if it has none.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// A name has no value, or a value that would change the path (<see cref="Auth0ErrorCode.TemplateValueMissing"/>).
    /// </exception>
    public static string Expand(string template, Func<string, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(template);
        var path = Name()
            .Replace(
                template,
                match =>
                {
                    var name = match.Groups[1].Value;
                    var value = valueOf(name);
                    // Empty, '.' and '..' would silently address another object: DELETE clients/ instead of clients/abc.
                    return value is null or "" || LeavesItself(value) || !IsWhole(value)
                        ? throw ValueMissing(
                            template,
                            value is null
                                ? $"'{name}', which the object doesn't have."
                                : $"'{name}', but the object's value '{ServerText.Clean(value)}' cannot be part of a path."
                        )
                        : Uri.EscapeDataString(value);
                }
            );

        // Next to the template's text, a harmless value can become harmful: ..%2 before an f.
        var leaving = template
            .Split('/')
            .Zip(path.Split('/'))
            .FirstOrDefault(static pair => pair.First != pair.Second && LeavesItself(pair.Second));
        return leaving.First is { } segment
            ? throw ValueMissing(
                template,
                $"{Describe(segment)}, but the object's values turn it into '{Describe(leaving.Second)}', which cannot be part of a path."
            )
            : path;
    }

    /// <summary>
    /// Replaces the names in a path under the Management API. The template must not lead outside its own path, even if percent-encoded.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">
    /// The template leads outside its own path (<see cref="Auth0ErrorCode.InvalidApiAddress"/>), or a name has no value.
    /// </exception>
    public static string ExpandPath(string template, Func<string, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(template);
        return HasDots(template.Split('?')[0])
            ? throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidApiAddress,
                $"'{Describe(template)}' contains a segment '.' or '..', which is not allowed in a path."
            )
            : Expand(template, valueOf);
    }

    /// <summary>
    /// Replaces the names in a URL. Only the part after the host can contain names: an object must not choose where a token is sent.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">
    /// The template is not a URL (<see cref="Auth0ErrorCode.InvalidApiAddress"/>), or a name has no value.
    /// </exception>
    public static Uri ExpandUri(string template, Func<string, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(template);
        return
            Address.TryRead(template.Split('{')[0], out var start)
            && start.Scheme is "https" or "http"
            && start.Host.Length > 0
            && Address.TryRead(Expand(template, valueOf), out var uri)
            && uri.Authority == start.Authority
            ? uri
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidApiAddress,
                $"'{Describe(template)}' is not the address of an API, such as https://host/path."
            );
    }

    /// <summary>
    /// The part of a path or a URL that an error may show: its target, without possible secrets (user name, password, query, fragment).
    /// </summary>
    public static string Describe(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        var place = template.Split('?', '#')[0];
        var host = place.IndexOf("//", StringComparison.Ordinal) + 2;
        if (host >= 2)
        {
            var end = place.IndexOf('/', host);
            var user = place[..(end < 0 ? place.Length : end)].LastIndexOf('@');
            place = user >= host ? place.Remove(host, user + 1 - host) : place;
        }

        return ServerText.Clean(place);
    }

    /// <summary>
    /// Whether a segment that may be an object's id leads above itself, or resolves to nothing. It may contain dots in the middle:
    /// <c>auth0|a/../b</c> is a possible id.
    /// </summary>
    /// <remarks>Checks every level of decoding: <c>a%2fb/../../c</c> leads up before the second one, but not after it.</remarks>
    internal static bool LeavesItself(string segment) => HasDots(segment) && Decodings(segment).Any(LeadsUp);

    // Half a surrogate pair would become U+FFFD, and address another object.
    private static bool IsWhole(string value) =>
        value.EnumerateRunes().Count(static rune => rune == Rune.ReplacementChar) == value.Count(static one => one == '\uFFFD');

    private static bool LeadsUp(string decoded)
    {
        var depth = 0;
        foreach (var piece in Pieces(decoded))
        {
            depth += piece switch
            {
                "" or "." => 0,
                ".." => -1,
                _ => 1,
            };
            if (depth < 0)
            {
                return true;
            }
        }

        return depth == 0;
    }

    // A segment '.' or '..', plain or percent-encoded: a server or a proxy may decode it and leave the path. The same applies to double
    // encoding, because some decode twice.
    private static bool HasDots(string path) => Pieces(Decodings(path).Last()).Any(static piece => piece is "." or "..");

    // Unchanged, decoded once, decoded twice and so on.
    private static IEnumerable<string> Decodings(string path)
    {
        yield return path;
        for (var round = 0; round < MostEncodings && Uri.UnescapeDataString(path) is var decoded && decoded != path; round++)
        {
            yield return path = decoded;
        }
    }

    private static string[] Pieces(string path) => path.Split(['/', '\\'], StringSplitOptions.TrimEntries);

    private static Auth0ConfigurationException ValueMissing(string template, string what) =>
        new(Auth0ErrorCode.TemplateValueMissing, $"The path {Describe(template)} needs {what}");

    [GeneratedRegex(@"\{([^{}/]+)\}")]
    private static partial Regex Name();
}
