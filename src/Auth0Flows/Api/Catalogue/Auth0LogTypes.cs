using Auth0Flows.Api.Catalogue;

namespace Auth0Flows;

/// <summary>The types of log entries: <see href="https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes"/>.</summary>
public static class Auth0LogTypes
{
    private static readonly Lazy<Auth0LogType[]> _all = new(static () =>
        CatalogueFile.Read("LogTypes.tsv", static fields => new Auth0LogType(fields[0], fields[1], fields[2]))
    );
    private static readonly Lazy<Dictionary<string, Auth0LogType>> _byCode = new(static () =>
        _all.Value.ToDictionary(static type => type.Code, StringComparer.Ordinal)
    );

    /// <summary>All types, ordered by code, including those that only old entries have.</summary>
    public static IReadOnlyList<Auth0LogType> All => _all.Value;

    /// <summary>The type with this code; null if this version doesn't know it.</summary>
    public static Auth0LogType? Find(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return _byCode.Value.GetValueOrDefault(code);
    }
}
