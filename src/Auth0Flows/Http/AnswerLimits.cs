namespace Auth0Flows.Http;

/// <summary>
/// Limits on responses, by their kind: no sender (a tenant, a proxy or anyone in between) must be able to exhaust the client's memory.
/// Files that a caller writes (<c>-OutFile</c>) are not in memory and have no such limit. Documented in docs/guides/troubleshooting.md.
/// </summary>
internal static class AnswerLimits
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Tokens, keys, device codes, user information, second factors: a few kilobytes at Auth0.</summary>
    public static readonly AnswerLimit Authentication = new("an answer of a login endpoint", 1 * Megabyte);

    /// <summary>Any response without a success status, from any endpoint.</summary>
    public static readonly AnswerLimit Refusal = new("an error answer", 1 * Megabyte);

    /// <summary>A page of a list, and any other response of an API.</summary>
    public static readonly AnswerLimit Api = new("a page of a list or another API answer", 64 * Megabyte);

    /// <summary>A line of an export is a user, and Auth0's users have at most 1 MB of metadata.</summary>
    public static readonly AnswerLimit ExportLine = new("a line of an export", 16 * Megabyte);

    /// <summary>Keys in a key set: a tenant has two or three.</summary>
    public const int Keys = 1000;

    /// <summary>Values in one response or one line of an export, at all levels: a page of 100 objects has about ten thousand.</summary>
    public const int Values = 500_000;

    /// <summary>Typed objects in one page, which has 100 at Auth0: each takes kilobytes once it is piped.</summary>
    public const int Objects = 20_000;

    /// <summary>Levels of nested JSON: System.Text.Json's default.</summary>
    public const int Depth = 64;

    /// <summary>
    /// The maximum compression ratio, beyond <see cref="PackedRatioCountsFrom"/>. Lists of nearly identical objects reach 50; gzip reaches
    /// 1,030, Brotli is unlimited.
    /// </summary>
    public const int PackedRatio = 200;

    /// <summary>The number of decompressed bytes that may have any compression ratio.</summary>
    public const int PackedRatioCountsFrom = 1 * Megabyte;
}
