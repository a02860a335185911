using Auth0Flows.Basics;
using Auth0Flows.Errors;

namespace Auth0Flows.Api;

/// <summary>The target of a call and the tokens that may be sent to it: a bearer token is sent only to its own audience's host.</summary>
internal sealed class ApiAddress
{
    private readonly Auth0Domain _domain;
    private readonly string _managementAudience;

    private ApiAddress(Uri uri, string? audience, bool isManagementApi, Auth0Domain domain, string managementAudience) =>
        (Uri, Audience, IsManagementApi, _domain, _managementAudience) = (uri, audience, isManagementApi, domain, managementAudience);

    public Uri Uri { get; }

    public string? Audience { get; }

    /// <summary>Whether the call names a path under the Management API.</summary>
    public bool IsManagementApi { get; }

    public static ApiAddress Of(Auth0ApiRequest request, Auth0Domain domain, string managementAudience, string? defaultAudience)
    {
        var uri = request switch
        {
            { Path: { } path, Uri: null } => UnderManagementApi(path, domain),
            { Uri: { } own, Path: null } => Own(own),
            _ => throw Invalid("Specify either a path under the Management API or an address, not both."),
        };
        var audience =
            request.Audience
            ?? request.Token switch
            {
                null when request.Path is not null => managementAudience,
                null => defaultAudience ?? (IsSameHost(uri, domain.BaseAddress) ? managementAudience : null),
                { Audience: [var first, ..] } => first,
                _ => null,
            };
        return new ApiAddress(WithQuery(uri, request.Query), audience, request.Path is not null, domain, managementAudience);
    }

    /// <exception cref="Auth0ConfigurationException">
    /// Nobody said which API is called, and the token that the tenant chose is for the address of another one (<see
    /// cref="Auth0ErrorCode.MissingAudience"/>).
    /// </exception>
    public void CheckIsMeant(IReadOnlyCollection<string> audiences)
    {
        var apis = audiences.Where(audience => !IsUnder(audience, _domain)).ToArray();
        if (
            Audience is null
            && apis.Length > 0
            && Array.TrueForAll(
                apis,
                audience =>
                    Address.TryRead(audience, out var api)
                    && (api.Scheme == Uri.UriSchemeHttps || api.Scheme == Uri.UriSchemeHttp)
                    && !IsSameHost(api, Uri)
            )
        )
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingAudience,
                $"The audience of the API at {Uri.Host} is not known, and the session's token is for {string.Join(", ", apis)}, so it was not sent there. Specify the audience to get a token for this API."
            );
        }
    }

    /// <exception cref="Auth0ConfigurationException">
    /// The token is for another API (<see cref="Auth0ErrorCode.TokenAudienceMismatch"/>).
    /// </exception>
    public void CheckMayLeave(IReadOnlyCollection<string> audiences)
    {
        // A Management API token is only for its own tenant.
        var stranger = audiences.FirstOrDefault(audience =>
            audience != _managementAudience
            && Address.TryRead(audience, out var api)
            && api.AbsolutePath == "/api/v2/"
            && !IsSameHost(api, Uri)
        );
        // A token without a known audience is for the tenant itself: it is opaque, for /userinfo.
        var isForTenantAlone =
            audiences.Count == 0 || audiences.Contains(_managementAudience) || audiences.All(audience => IsUnder(audience, _domain));
        if (stranger is not null || (isForTenantAlone ? !IsSameHost(Uri, _domain.BaseAddress) : IsManagementApi))
        {
            var audience = audiences.Count == 0 ? _domain.Issuer : string.Join(", ", audiences);
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.TokenAudienceMismatch,
                $"The token is for {audience}, so it is not sent to {Uri.Authority}."
            )
            {
                Audience = Audience,
            };
        }
    }

    private static bool IsUnder(string audience, Auth0Domain domain) =>
        Address.TryRead(audience, out var uri) && IsSameHost(uri, domain.BaseAddress);

    private static Uri UnderManagementApi(string path, Auth0Domain domain)
    {
        path = path.Trim();
        var relative = path.TrimStart('/');
        relative = relative.StartsWith("api/v2/", StringComparison.OrdinalIgnoreCase) ? relative["api/v2/".Length..] : relative;
        var pathOnly = relative.Split('?')[0];
        if (
            pathOnly.Contains("://", StringComparison.Ordinal)
            || path.StartsWith("//", StringComparison.Ordinal)
            || pathOnly.Contains('\\')
            || relative.Contains('#')
            || pathOnly.Length == 0
            || relative.Any(char.IsControl)
        )
        {
            throw Invalid(
                $"'{PathTemplate.Describe(path)}' is not a path under the Management API, such as 'clients' or 'users/{{user_id}}'. For another API, specify its address as Uri."
            );
        }

        // '..' would leave the Management API, or address another object.
        if (pathOnly.Split('/').Any(PathTemplate.LeavesItself))
        {
            throw Invalid($"'{PathTemplate.Describe(path)}' contains a segment '.' or '..', which is not allowed in a path.");
        }

        return new Uri(domain.ManagementApi, "./" + relative);
    }

    private static Uri Own(Uri uri)
    {
        if (!uri.IsAbsoluteUri || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            throw Invalid($"'{PathTemplate.Describe(uri.OriginalString)}' cannot be called with a token: use https, or http on loopback.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw Invalid($"The address at {uri.Host} contains a user name.");
        }

        if (!Address.IsHostUsable(uri))
        {
            throw Invalid(
                $"The host {ServerText.Clean(uri.Host)} is not valid: it has characters that no domain name has, or is too long."
            );
        }

        return uri;
    }

    private static Uri WithQuery(Uri uri, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        if (query.Count == 0)
        {
            return uri;
        }

        var added = string.Join('&', query.Select(static pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));
        return new UriBuilder(uri) { Query = uri.Query.Length > 1 ? $"{uri.Query}&{added}" : added }.Uri;
    }

    private static bool IsSameHost(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static Auth0ConfigurationException Invalid(string message) => new(Auth0ErrorCode.InvalidApiAddress, message);
}
