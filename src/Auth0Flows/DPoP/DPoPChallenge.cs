using System.Net.Http.Headers;
using Auth0Flows.Errors;
using Auth0Flows.Http;

namespace Auth0Flows.DPoP;

/// <summary>
/// What a server has against a proof: an authorization server says it in the body (RFC 9449 §5, §8), an API in <c>WWW-Authenticate</c>
/// (§7.1, §9).
/// </summary>
internal static class DPoPChallenge
{
    private const string UseNonce = "use_dpop_nonce";
    private const string InvalidProof = "invalid_dpop_proof";

    private static readonly string[] _words = ["proof-of-possession", "proof of possession"];

    // A proof of possession with these is no DPoP proof (RFC 8705 §3).
    private static readonly string[] _wordsOfCertificates = ["mTLS", "mutual TLS", "certificate"];

    // A proof that is older than a minute or so is refused; less than that is no fault of the clock.
    private static readonly TimeSpan _largestSkew = TimeSpan.FromSeconds(60);

    /// <summary>Whether the server wants a proof with the nonce of its response.</summary>
    public static bool WantsNonce(HttpExchange answer) => ErrorOf(answer) == UseNonce;

    /// <summary>Whether the refusal is about the proof, and not about the token.</summary>
    public static bool IsAboutProof(HttpExchange answer) => ErrorOf(answer) is UseNonce or InvalidProof;

    /// <summary>Explains a refusal that is about the proof; null if it isn't.</summary>
    /// <param name="answer">The refusal.</param>
    /// <param name="now">The current time, by this machine's clock.</param>
    public static (Auth0ErrorCode Code, string Words)? Explain(HttpExchange answer, DateTimeOffset now) =>
        ErrorOf(answer) switch
        {
            _ when !answer.IsProven => WantsProof(answer)
                ? (Auth0ErrorCode.DPoPRequired, "the server wants a DPoP proof, but the session connected without DPoP")
                : null,
            UseNonce when DPoPNonces.Of(answer) is null => (
                Auth0ErrorCode.DPoPNonceRefused,
                "the server wants a nonce in the DPoP proof, but gave none in the header DPoP-Nonce"
            ),
            UseNonce => (
                Auth0ErrorCode.DPoPNonceRefused,
                "the server refused the nonce that it had just given, and wants another one in the DPoP proof"
            ),
            InvalidProof when answer.Headers.Date is { } date && (date - now).Duration() > _largestSkew => (
                Auth0ErrorCode.ClockOff,
                $"the server refused the DPoP proof, and this machine's clock is {Text((date - now).Duration())} {(date > now ? "behind" : "ahead of")} the server's"
            ),
            InvalidProof => (Auth0ErrorCode.InvalidDPoPProof, "the server refused the DPoP proof"),
            _ => null,
        };

    private static string? ErrorOf(HttpExchange answer)
    {
        if (answer.IsSuccess)
        {
            return null;
        }

        if (
            answer.Headers.WwwAuthenticate.Where(IsDPoP).Select(static challenge => ErrorOf(challenge)).OfType<string>().FirstOrDefault() is
            { } error
        )
        {
            return error;
        }

        using var json = JsonAnswer.TryParse(answer);
        return ServerReason.Read(json, "error") is UseNonce or InvalidProof ? ServerReason.Read(json, "error") : null;
    }

    // An API names the scheme that it takes (RFC 9449 §7.1). For an application that must prove, no error is defined: Auth0's text tells.
    private static bool WantsProof(HttpExchange answer)
    {
        if (ErrorOf(answer) is UseNonce or InvalidProof)
        {
            return true;
        }

        var challenges = answer.Headers.WwwAuthenticate;
        if ((int)answer.StatusCode == 401 && challenges.Any(IsDPoP))
        {
            return !challenges.Any(static challenge => challenge.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase));
        }

        using var json = (int)answer.StatusCode is 400 or 401 or 403 ? JsonAnswer.TryParse(answer) : null;
        return ServerReason.Read(json, "error_description") is { } description
            && (Mentions(description, "DPoP") || (Mentions(description, _words) && !Mentions(description, _wordsOfCertificates)));
    }

    private static bool Mentions(string text, params string[] words) =>
        Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsDPoP(AuthenticationHeaderValue challenge) =>
        challenge.Scheme.Equals(DPoPUse.Scheme, StringComparison.OrdinalIgnoreCase);

    // RFC 9110 §11.2: error="use_dpop_nonce", among other parameters.
    private static string? ErrorOf(AuthenticationHeaderValue challenge) =>
        challenge
            .Parameter?.Split(',', StringSplitOptions.TrimEntries)
            .Where(static parameter => parameter.StartsWith("error=", StringComparison.OrdinalIgnoreCase))
            .Select(static parameter => ServerText.Clean(parameter["error=".Length..].Trim('"')))
            .FirstOrDefault();

    private static string Text(TimeSpan skew) =>
        skew.TotalMinutes < 120 ? $"{skew.TotalMinutes:0} min"
        : skew.TotalHours < 48 ? $"{skew.TotalHours:0} hours"
        : $"{skew.TotalDays:0} days";
}
