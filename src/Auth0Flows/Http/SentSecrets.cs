using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Auth0Flows.Basics;

namespace Auth0Flows.Http;

/// <summary>
/// The secrets of a request. A server, or a proxy for debugging, may repeat the request in its answer, and so they could get into a
/// message.
/// </summary>
internal sealed class SentSecrets
{
    private const int LongestStart = 4096;
    private const int ShortestLength = 8; // a shorter text may be an ordinary word

    private static readonly HttpRequestOptionsKey<Func<IReadOnlyList<Auth0Secret>>> _own = new("Auth0Flows.Secrets");

    private static readonly Func<string, string>[] _escapes =
    [
        static text => text,
        static text => text.Replace('+', ' '), // a body that was read as a form's
        Uri.EscapeDataString,
        static text => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal),
        ExactTextEncoder.Escape,
        Quoted,
        static text => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal),
        Html,
        static text => Html(text).Replace("&quot;", "&#34;", StringComparison.Ordinal),
        static text => Html(text).Replace("&#39;", "'", StringComparison.Ordinal),
        static text => Html(text).Replace("&#39;", "&#x27;", StringComparison.Ordinal),
        static text =>
            Html(text).Replace("&#39;", "&#x27;", StringComparison.Ordinal).Replace("&quot;", "&#x22;", StringComparison.Ordinal),
        static text => Html(text).Replace("&#39;", "&apos;", StringComparison.Ordinal),
    ];

    private readonly Lazy<IReadOnlyList<Auth0Secret>> _secrets;
    private readonly AuthenticationHeaderValue? _authorization;

    private SentSecrets(Func<IReadOnlyList<Auth0Secret>> secrets, AuthenticationHeaderValue? authorization) =>
        (_secrets, _authorization) = (new(secrets), authorization);

    /// <summary>No secrets.</summary>
    public static SentSecrets None { get; } = Of([]);

    /// <summary>The secrets among a request's fields, those that were added to it, its <c>Authorization</c>, and its proof.</summary>
    public static SentSecrets Of(HttpRequestMessage request)
    {
        var fields = (request.Content as FieldContent)?.Secrets ?? [];
        if (ProofHeader.Of(request) is { } proof)
        {
            fields = [.. fields, Auth0Secret.FromPlainText(proof)];
        }

        return new(
            request.Options.TryGetValue(_own, out var own) ? () => [.. fields, .. own()] : () => fields,
            request.Headers.Authorization
        );
    }

    /// <summary>These secrets.</summary>
    public static SentSecrets Of(IReadOnlyList<Auth0Secret> secrets) => new(() => secrets, null);

    /// <summary>Adds secrets that only the sender knows, such as those in a JSON body. They are searched only for an error.</summary>
    public static void Add(HttpRequestMessage request, Func<IReadOnlyList<Auth0Secret>> secrets) => request.Options.Set(_own, secrets);

    /// <summary>The text with a mask in the place of each secret, as it was sent or as its characters are escaped.</summary>
    public string Mask(string text) => Masking()(text);

    /// <summary>
    /// Masks the start of a long text, of which a message shows no more. Masking the whole would take as long as the text is.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="length">How many characters are shown.</param>
    public string MaskStart(string text, int length)
    {
        if (text.Length <= length + LongestStart)
        {
            return Mask(text);
        }

        // A secret that is longer than what is cut off here is known by its start, and nothing after it is shown.
        var start = text[..(length + LongestStart)];
        foreach (var secret in Texts().Where(static one => one.Length > LongestStart))
        {
            var at = start.IndexOf(secret[..LongestStart], StringComparison.OrdinalIgnoreCase);
            start = at < 0 ? start : start[..at] + Auth0Secret.Mask;
        }

        return Mask(start);
    }

    /// <summary>Masks many texts: the secrets are read once.</summary>
    public Func<string, string> Masking()
    {
        // The longer one first, which may contain the other.
        string[] secrets =
        [
            .. Texts().Where(static one => one.Length >= ShortestLength).Distinct().OrderByDescending(static one => one.Length),
        ];
        return text =>
            secrets.Aggregate(
                text,
                static (masked, secret) => masked.Replace(secret, Auth0Secret.Mask, StringComparison.OrdinalIgnoreCase)
            );
    }

    /// <summary>The exception, or one with its message alone if it or its causes contain a secret.</summary>
    public Exception Mask(Exception failure) =>
        failure.ToString() is var text && Mask(text) == text ? failure
        : failure is HttpRequestException request
            ? new HttpRequestException(
                request.HttpRequestError,
                Mask(request.InnerException?.Message ?? request.Message),
                inner: null,
                request.StatusCode
            )
        : new IOException(Mask(failure.Message));

    private IEnumerable<string> Texts()
    {
        foreach (var secret in _secrets.Value)
        {
            if (TryReveal(secret) is { Length: >= ShortestLength } text)
            {
                foreach (var form in FormsOf(text))
                {
                    yield return form;
                }
            }
        }

        if (_authorization?.Parameter is { } credential)
        {
            yield return credential;
            if (_authorization.Scheme == "Basic")
            {
                // RFC 6749 §2.3.1: the client's id and secret, percent-encoded.
                var pair = Encoding.UTF8.GetString(Convert.FromBase64String(credential));
                yield return pair;
                yield return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
                yield return Uri.UnescapeDataString(pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            }
        }
    }

    /// <summary>
    /// A secret as it may stand in a text: as it is, or escaped once or twice, for a URL, JSON, HTML or a program's text.
    /// </summary>
    public static IEnumerable<string> FormsOf(string text) =>
        (from first in _escapes select first(text))
            .Distinct()
            .SelectMany(static once => from second in _escapes select second(once))
            .Distinct();

    // As it stands in a JSON text.
    private static string Quoted(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private static string? TryReveal(Auth0Secret secret)
    {
        try
        {
            return secret.Reveal();
        }
        catch (ObjectDisposedException)
        {
            return null; // wiped with its session
        }
    }
}
