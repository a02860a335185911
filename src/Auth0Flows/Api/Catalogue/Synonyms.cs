using System.Collections.Frozen;

namespace Auth0Flows.Api.Catalogue;

/// <summary>Words that people use for the same thing: those of the Dashboard, of the API, and of other products.</summary>
internal static class Synonyms
{
    private static readonly string[][] _groups =
    [
        ["application", "app", "client"],
        ["api", "resource server", "audience"],
        ["permission", "scope"],
        ["mfa", "guardian", "multifactor", "multi factor", "2fa", "second factor", "authentication method", "authenticator"],
        ["passkey", "webauthn", "authentication method"],
        ["login page", "branding", "universal login", "theme"],
        ["text", "prompt", "translation", "wording"],
        ["organization", "org", "organisation"],
        ["connection", "idp", "identity provider", "realm", "directory"],
        ["invitation", "invite"],
        ["user", "person", "account"],
        ["member", "membership"],
        ["email", "mail", "e mail"],
        ["phone", "sms"],
        ["key", "certificate"],
        ["block", "lock", "ban", "unblock", "unlock"],
        ["acl", "firewall"],
        ["stat", "statistic", "metric", "usage"],
        ["log", "audit"],
        ["setting", "configuration", "config", "option"],
        ["sso", "self service", "single sign on"],
        ["grant", "consent"],
        ["identity", "link", "unlink"],
        ["credential", "private key"],
        ["list", "get", "all"],
        ["read", "get", "show", "view"],
        ["create", "add", "new", "make"],
        ["change", "update", "set", "edit", "patch", "modify", "reset"],
        ["delete", "remove", "revoke"],
        ["give", "assign", "add"],
        ["take", "unassign", "remove", "revoke"],
        ["rotate", "replace", "renew", "roll"],
        ["deploy", "publish"],
        ["test", "try"],
        ["import", "upload"],
        ["export", "download"],
    ];

    private static readonly string[][][] _phrases = Array.ConvertAll(
        _groups,
        static group => Array.ConvertAll(group, static phrase => SearchWords.Of(phrase))
    );

    private static readonly FrozenDictionary<string, int[]> _byWord = ByWord();

    /// <summary>The longest phrase of a group, in words.</summary>
    public const int LongestPhrase = 3;

    /// <summary>The groups of a phrase.</summary>
    public static int[] Of(ReadOnlySpan<string> words) => _byWord.GetValueOrDefault(string.Join(' ', words!)) ?? [];

    /// <summary>The groups with a word that begins so.</summary>
    public static IEnumerable<int> BeginningWith(string beginning)
    {
        for (var i = 0; i < _phrases.Length; i++)
        {
            if (Array.Exists(_phrases[i], phrase => phrase.Length == 1 && phrase[0].StartsWith(beginning, StringComparison.Ordinal)))
            {
                yield return i;
            }
        }
    }

    /// <summary>The groups of all words and phrases in a text.</summary>
    public static IEnumerable<int> In(string[] words)
    {
        for (var start = 0; start < words.Length; start++)
        {
            for (var length = 1; length <= LongestPhrase && start + length <= words.Length; length++)
            {
                foreach (var group in Of(words.AsSpan(start, length)))
                {
                    yield return group;
                }
            }
        }
    }

    private static FrozenDictionary<string, int[]> ByWord() =>
        _phrases
            .SelectMany(static (group, number) => group.Select(phrase => (Phrase: string.Join(' ', phrase), Number: number)))
            .GroupBy(static pair => pair.Phrase, static pair => pair.Number)
            .ToFrozenDictionary(static group => group.Key, static group => group.ToArray());
}
