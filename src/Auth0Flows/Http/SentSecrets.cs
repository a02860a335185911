using System.Globalization;
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
        static text => Slashed(Quoted(text)), // PHP
        static text => Slashed(Unicode(Quoted(text), static c => c > '~')), // PHP
        static text => Unicode(Quoted(text), static c => c > '~'), // Python
        static text => Unicode(Quoted(text), static c => c is '<' or '>' or '&'), // Go
        PlainHtml,
        static text => PlainHtml(text).Replace("'", "&#39;", StringComparison.Ordinal),
        static text => PlainHtml(text).Replace("'", "&#x27;", StringComparison.Ordinal),
    ];

    private static readonly HttpRequestOptionsKey<Func<string?>> _text = new("Auth0Flows.Text");

    private readonly Lazy<IReadOnlyList<Auth0Secret>> _secrets;
    private readonly Lazy<EchoedText?> _echo;
    private readonly AuthenticationHeaderValue? _authorization;

    private SentSecrets(Func<IReadOnlyList<Auth0Secret>> secrets, AuthenticationHeaderValue? authorization, Func<string?>? text = null) =>
        (_secrets, _authorization, _echo) = (
            new(secrets),
            authorization,
            new(() => text?.Invoke() is { } sent ? new EchoedText(sent) : null)
        );

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
            request.Headers.Authorization,
            request.Options.TryGetValue(_text, out var text) ? text : null
        );
    }

    /// <summary>These secrets.</summary>
    public static SentSecrets Of(IReadOnlyList<Auth0Secret> secrets) => new(() => secrets, null);

    /// <summary>Adds secrets that only the sender knows, such as those in a JSON body. They are searched only for an error.</summary>
    public static void Add(HttpRequestMessage request, Func<IReadOnlyList<Auth0Secret>> secrets) => request.Options.Set(_own, secrets);

    /// <summary>Adds a text that is sent and whose secrets can't be told apart from the rest; null for none.</summary>
    public static void AddText(HttpRequestMessage request, Func<string?> text) => request.Options.Set(_text, text);

    /// <summary>The text with a mask in the place of each secret, as it was sent or as its characters are escaped.</summary>
    public string Mask(string text)
    {
        var masked = Masking()(text);
        return _echo.Value is { } echo ? Shown(masked, masked.Length, echo.PlacesIn(masked)) : masked;
    }

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

        // What is masked makes the text shorter. Nothing moves up into its place from where a secret may have been cut off.
        var start = text[..(length + LongestStart)];
        var end = char.IsHighSurrogate(start[length - 1]) ? length - 1 : length;
        var shown = Shown(
            start,
            end,
            Forms()
                .SelectMany(form => PlacesOf(form, start, end))
                .Concat(PlacesOf(LettersOfSecrets(), start).Where(place => place.From < end))
                .Concat(_echo.Value?.PlacesIn(start).Where(place => place.From < end) ?? [])
        );
        return shown.EndsWith(Auth0Secret.Mask, StringComparison.Ordinal) ? shown : shown + '…';
    }

    private static string Shown(string text, int end, IEnumerable<(int From, int To)> hidden)
    {
        var shown = new StringBuilder();
        var position = 0;
        foreach (var (from, to) in hidden.Order())
        {
            if (from >= position)
            {
                shown.Append(text, position, from - position).Append(Auth0Secret.Mask);
            }

            position = Math.Max(position, to);
        }

        return shown.Append(text, position, Math.Max(0, end - position)).ToString();
    }

    /// <summary>Masks many texts: the secrets are read once.</summary>
    public Func<string, string> Masking()
    {
        // The longer one first, which may contain the other.
        Form[] forms = [.. Form.Joined(Forms()).OrderByDescending(static form => form.Start.Length)];
        var letters = LettersOfSecrets();
        return text =>
        {
            var masked = forms.Aggregate(text, static (masked, form) => form.Mask(masked));
            return Shown(masked, masked.Length, PlacesOf(letters, masked));
        };
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

    // Where a form stands that begins before the end. What a secret that is longer than what is looked at leaves isn't shown.
    private static IEnumerable<(int From, int To)> PlacesOf(Form form, string start, int end)
    {
        var known = form.Start.Length > LongestStart ? form.Start[..LongestStart] : form.Start;
        for (var at = -1; (at = start.IndexOf(known, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0 && at < end; )
        {
            yield return (at, form.IsWhole && known == form.Start ? at + known.Length : start.Length);
        }
    }

    // However the rest of a secret is escaped: the forms have the usual ways, which also find secrets of other letters.
    private static IEnumerable<(int From, int To)> PlacesOf(string[] letters, string text)
    {
        if (letters.Length == 0)
        {
            return [];
        }

        var bare = BareText.Of(text);
        return letters.SelectMany(bare.PlacesOf);
    }

    private string[] LettersOfSecrets() =>
        [
            .. Secrets()
                .Concat(Credentials())
                .Select(static secret => BareText.Of(secret.Length <= LongestStart ? secret : secret[..LongestStart]).Letters)
                .Where(static letters => letters.Length >= ShortestLength)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    private IEnumerable<Form> Forms() =>
        Secrets().SelectMany(Form.AllOf).Concat(Credentials().Select(Form.Of)).Where(static form => form.Start.Length >= ShortestLength);

    private IEnumerable<string> Secrets() =>
        _secrets
            .Value.Select(TryReveal)
            .OfType<string>()
            .Where(static text => text.Length >= ShortestLength)
            .OrderByDescending(static text => text.Length); // one may begin with another

    private IEnumerable<string> Credentials()
    {
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
    public static IEnumerable<string> FormsOf(string text) => Form.AllOf(text).SelectMany(static form => form.Wholes()).Distinct();

    // As it stands in a JSON text.
    private static string Quoted(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    // Most of HTML's encoders leave letters as they are; .NET's doesn't.
    private static string PlainHtml(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Slashed(string text) => text.Replace("/", "\\/", StringComparison.Ordinal);

    private static string Unicode(string text, Func<char, bool> isEscaped)
    {
        if (!text.Any(isEscaped))
        {
            return text;
        }

        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            _ = isEscaped(c) ? escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : escaped.Append(c);
        }

        return escaped.ToString();
    }

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

    /// <summary>One of the forms of a secret, or several that begin alike.</summary>
    /// <param name="Start">The whole, or the first characters of a long one: all forms of a long text are many times as long.</param>
    /// <param name="IsWhole">Whether the start is the whole.</param>
    /// <param name="Wholes">Makes the whole forms.</param>
    private readonly record struct Form(string Start, bool IsWhole, Func<IEnumerable<string>> Wholes)
    {
        public static Form Of(string text) => new(text, true, () => [text]);

        public static IEnumerable<Form> AllOf(string text)
        {
            var length = text.Length <= LongestStart ? text.Length : LongestStart - (char.IsHighSurrogate(text[LongestStart - 1]) ? 1 : 0);
            var start = text[..length];
            return Joined(
                from first in _escapes
                from second in _escapes
                select new Form(second(first(start)), length == text.Length, () => [second(first(text))])
            );
        }

        public static IEnumerable<Form> Joined(IEnumerable<Form> forms) =>
            forms
                .GroupBy(static form => form.Start)
                .Select(static alike =>
                    alike.All(static form => form.IsWhole)
                        ? alike.First()
                        : new Form(alike.Key, false, () => alike.SelectMany(static form => form.Wholes()))
                );

        public string Mask(string text) =>
            IsWhole ? text.Replace(Start, Auth0Secret.Mask, StringComparison.OrdinalIgnoreCase) : MaskLong(text);

        // The first of the forms that stands there; if a server has cut it, the rest of the text.
        private string MaskLong(string text)
        {
            for (var at = 0; (at = text.IndexOf(Start, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += Auth0Secret.Mask.Length)
            {
                var (before, rest) = (text[..at], text[at..]);
                var form = Wholes().FirstOrDefault(whole => rest.StartsWith(whole, StringComparison.OrdinalIgnoreCase));
                text = string.Concat(before, Auth0Secret.Mask, form is null ? "" : rest.AsSpan(form.Length));
            }

            return text;
        }
    }
}
