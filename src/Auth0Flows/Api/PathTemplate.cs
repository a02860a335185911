using System.Text.RegularExpressions;
using Auth0Flows.Basics;
using Auth0Flows.Errors;

namespace Auth0Flows;

/// <summary>A path with names in braces: <c>clients/{client_id}/credentials</c>.</summary>
public static partial class PathTemplate
{
    private const int MostEncodings = 4; // one inside the other: no server decodes as often

    /// <summary>Fills the names in, percent-encoded, so that a value stays one segment of the path.</summary>
    /// <param name="template">The path.</param>
    /// <param name="valueOf">Gives the value of a name; null if there is none.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// A name has no value, or one that would change the path (<see cref="Auth0ErrorCode.TemplateValueMissing"/>).
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
                    // Empty, '.' and '..' would silently address something else: DELETE clients/ instead of clients/abc.
                    return value is null or "" || LeavesItself(value)
                        ? throw ValueMissing(
                            template,
                            value is null
                                ? $"'{name}', which the object doesn't have."
                                : $"'{name}', but the object's value '{ServerText.Clean(value)}' cannot be part of a path."
                        )
                        : Uri.EscapeDataString(value);
                }
            );

        // Beside what stands there a value may become what it isn't alone: ..%2 before an f.
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
    /// The same for a path under the Management API. What is written there leads to no other path, in the open or encoded.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">
    /// It does (<see cref="Auth0ErrorCode.InvalidApiAddress"/>), or a name has no value.
    /// </exception>
    public static string ExpandPath(string template, Func<string, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(template);
        return HasDots(template.Split('?')[0])
            ? throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidApiAddress, $"'{Describe(template)}' leads outside its own path.")
            : Expand(template, valueOf);
    }

    /// <summary>
    /// The same for an address. Only what is behind the host can be filled in: an object must not choose where a token goes.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">
    /// It is not an address (<see cref="Auth0ErrorCode.InvalidApiAddress"/>), or a name has no value.
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
    /// What of a path or an address an error may hold: where it leads, without what may be secret. That is a user's name and password, the
    /// query and the fragment.
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
    /// Whether a segment that may be an object's id leads above itself, or comes to nothing. Dots in the middle may stand there:
    /// <c>auth0|a/../b</c> is an id that somebody has.
    /// </summary>
    /// <remarks>However often a server decodes it: <c>a%2fb/../../c</c> leads up before the second time, and no more after it.</remarks>
    internal static bool LeavesItself(string segment) => HasDots(segment) && Decodings(segment).Any(LeadsUp);

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

    // A segment '.' or '..', in the open or percent-encoded: a server, or what lies before it, may decode it, and so leave the path that
    // was
    // named. Encoded twice it is the same: some decode twice.
    private static bool HasDots(string path) => Pieces(Decodings(path).Last()).Any(static piece => piece is "." or "..");

    // As it is, and decoded once, twice and so on.
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
