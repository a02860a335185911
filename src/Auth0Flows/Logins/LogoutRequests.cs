using System.Text;
using Auth0Flows.Basics;
using Auth0Flows.Sessions;

namespace Auth0Flows.Logins;

/// <summary>
/// Creates the address of a logout: OpenID Connect RP-Initiated Logout §2; <c>/v2/logout</c> as in
/// <see href="https://auth0.com/docs/api/authentication/logout/auth0-logout"/>.
/// </summary>
internal sealed class LogoutRequests(SessionContext context)
{
    public Auth0LogoutRequest Create(Auth0LogoutOptions options)
    {
        Check(options);
        var idToken = IdTokenOf(options);
        var endpoint = new Uri(context.Domain.BaseAddress, options.IsV2 ? "v2/logout" : "oidc/logout");
        var address = new StringBuilder(endpoint.AbsoluteUri).Append("?client_id=").Append(Uri.EscapeDataString(context.ClientId));
        Add("id_token_hint", idToken?.Reveal());
        Add(options.IsV2 ? "returnTo" : "post_logout_redirect_uri", options.RedirectUri?.OriginalString);
        Add("state", options.State?.Reveal());
        Add("logout_hint", options.LogoutHint);
        Add("ui_locales", options.UiLocales.Count == 0 ? null : string.Join(' ', options.UiLocales));
        if (options.IsFederated)
        {
            address.Append("&federated"); // Auth0 looks only whether it is there
        }

        return new Auth0LogoutRequest(endpoint, address.ToString().ToSecret(), options, idToken is not null);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                address.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }

    private Auth0Secret? IdTokenOf(Auth0LogoutOptions options)
    {
        if (options.Token is not { } token)
        {
            return options.IdTokenHint is { } hint ? IdTokenHint.Check(hint, context) : null;
        }

        // An ID token must not be shown to another tenant.
        context.CheckIsOurs(token.Domain, token.ClientId);
        return token.IdToken
            ?? throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingOpenIdScope,
                "The token came without an ID token, so it doesn't say who logs out."
            )
            {
                ClientId = token.ClientId,
                RequiredScopes = ["openid"],
            };
    }

    private static void Check(Auth0LogoutOptions options)
    {
        if (options is { Token: not null, IdTokenHint: not null })
        {
            throw Conflict("A token and an ID token hint can't be used together: the token has its own.");
        }

        if (options.IsV2 && HasOidcParameter(options))
        {
            throw Conflict("/v2/logout takes no ID token, state, logout hint or languages: only /oidc/logout does.");
        }

        if (options.State is not null && options.RedirectUri is null)
        {
            throw Conflict("The state goes to the redirect URI, and none was specified.");
        }

        if (options.RedirectUri is { } address && (!address.IsAbsoluteUri || address.UserInfo.Length > 0))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRedirectUri,
                "The redirect address must be absolute, such as https://app.example.com/, and must not contain a user name."
            );
        }
    }

    private static bool HasOidcParameter(Auth0LogoutOptions options) =>
        options.Token is not null
        || options.IdTokenHint is not null
        || options.State is not null
        || options.LogoutHint is not null
        || options.UiLocales.Count > 0;

    private static Auth0ConfigurationException Conflict(string reason) => new(Auth0ErrorCode.ConflictingParameters, reason);
}
