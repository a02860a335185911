using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>Determines which of the requested scopes a user's token gets.</summary>
internal sealed class UserScopes(ApiStore apis, string managementAudience)
{
    /// <summary>Requests a refresh token (OpenID Connect Core §11).</summary>
    public const string OfflineAccess = "offline_access";

    private static readonly string[] _standard = ["openid", "profile", "email", "address", "phone"];

    /// <summary>Whether a scope is one of OpenID Connect, which is valid with every API.</summary>
    public static bool IsOfNoApi(string scope) => scope == OfflineAccess || _standard.Contains(scope);

    /// <summary>The scopes granted for an API. Unknown scopes are ignored, as in Auth0.</summary>
    /// <param name="asked">The requested scopes.</param>
    /// <param name="audience">The API; null for none.</param>
    /// <param name="givesAll">
    /// Whether the grant gives access to everything (Auth0, "Call Your API Using Resource Owner Password Flow"): all scopes of the API if
    /// none of them was requested, and all standard scopes with openid.
    /// </param>
    /// <exception cref="OAuthException">There is no such API.</exception>
    public IReadOnlyList<string> Grant(IReadOnlyList<string> asked, string? audience, bool givesAll)
    {
        var api = audience is null ? null : apis.Find(audience) ?? throw OAuthException.AccessDenied($"Service not found: {audience}");

        // A user's token for the Management API allows only access to the user's own data, which this tenant doesn't support.
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
