namespace Auth0Flows.Http;

/// <summary>
/// How much is taken of what comes in, by its kind: whoever answers, a tenant, a proxy or somebody in between, must not fill the memory
/// of who asks. Files that a caller has written (<c>-OutFile</c>) are not held in memory and have no such limit. Told to users in
/// docs/guides/troubleshooting.md.
/// </summary>
internal static class AnswerLimits
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Tokens, keys, device codes, user information, second factors: Auth0's have a few kilobytes.</summary>
    public static readonly AnswerLimit Authentication = new("an answer of a login endpoint", 1 * Megabyte);

    /// <summary>Any answer that is not a success, of every endpoint.</summary>
    public static readonly AnswerLimit Refusal = new("an error answer", 1 * Megabyte);

    /// <summary>A page of a list, and any other answer of an API.</summary>
    public static readonly AnswerLimit Api = new("a page of a list or another API answer", 64 * Megabyte);

    /// <summary>A line of an export is a user, and Auth0's users have 1 MB of metadata at most.</summary>
    public static readonly AnswerLimit ExportLine = new("a line of an export", 16 * Megabyte);

    /// <summary>Keys in a key set: a tenant has two or three.</summary>
    public const int Keys = 1000;

    /// <summary>Values in one answer or one line of an export, in all levels: a page of 100 objects has some ten thousand.</summary>
    public const int Values = 500_000;

    /// <summary>Levels of JSON in JSON: what System.Text.Json reads where nothing else is said.</summary>
    public const int Depth = 64;

    /// <summary>
    /// How many times its size a packed answer may have, beyond <see cref="PackedRatioCountsFrom"/>. Lists of objects that hardly differ
    /// come to 50; gzip packs up to 1,030 times, Brotli without an end.
    /// </summary>
    public const int PackedRatio = 200;

    /// <summary>The number of unpacked bytes that may have any compression ratio.</summary>
    public const int PackedRatioCountsFrom = 1 * Megabyte;
}
