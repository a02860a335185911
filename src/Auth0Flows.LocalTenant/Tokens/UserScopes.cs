using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>Which of the scopes asked for a user's token gets.</summary>
internal sealed class UserScopes(ApiStore apis, string managementAudience)
{
    /// <summary>Asks for a refresh token (OpenID Connect Core §11).</summary>
    public const string OfflineAccess = "offline_access";

    private static readonly string[] _standard = ["openid", "profile", "email", "address", "phone"];

    /// <summary>Whether a scope is one of OpenID Connect, and goes with every API.</summary>
    public static bool IsOfNoApi(string scope) => scope == OfflineAccess || _standard.Contains(scope);

    /// <summary>The scopes granted for an API. Those that nobody knows are left out, as Auth0 does.</summary>
    /// <param name="asked">The scopes asked for.</param>
    /// <param name="audience">The API; null for none.</param>
    /// <param name="givesAll">
    /// Whether it is one of the grants that give access to everything (Auth0, "Call Your API Using Resource Owner Password Flow"): all
    /// scopes
    /// of the API where none of them was asked for, and with openid all standard scopes.
    /// </param>
    /// <exception cref="OAuthException">There is no such API.</exception>
    public IReadOnlyList<string> Grant(IReadOnlyList<string> asked, string? audience, bool givesAll)
    {
        var api = audience is null ? null : apis.Find(audience) ?? throw OAuthException.AccessDenied($"Service not found: {audience}");

        // A user gets nothing of the Management API but what concerns the user, which this tenant hasn't.
        var known = api is null || api.Identifier == managementAudience ? [] : api.Scopes;
        var ofApi = asked.Intersect(known, StringComparer.Ordinal).ToArray();
        if (givesAll && ofApi.Length == 0)
        {
            ofApi = [.. known];
        }

        IEnumerable<string> standard =
            givesAll && asked.Contains("openid") ? _standard : asked.Intersect(_standard, StringComparer.Ordinal);
        var offline = asked.Contains(OfflineAccess) && (api is null || api.AllowOfflineAccess);
        return [.. standard, .. ofApi, .. offline ? [OfflineAccess] : Array.Empty<string>()];
    }
}
