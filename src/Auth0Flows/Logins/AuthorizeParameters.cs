using System.Buffers.Text;
using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.Logins;

/// <summary>
/// The parameters of /authorize: those that a login sets itself, those that have an option, and any other
/// (<see href="https://auth0.com/docs/api/authentication/login/authorize-client"/>).
/// </summary>
internal static class AuthorizeParameters
{
    private static readonly string[] _responseTypes = ["code", "code id_token", "code token", "code id_token token"];

    // Additional parameters can't have these names: a second value would contradict what the login checks in the response. With the option
    // that sets it, if there is one.
    private static readonly FrozenDictionary<string, string?> _reserved = new Dictionary<string, string?>
    {
        ["client_id"] = null,
        ["state"] = null,
        ["nonce"] = null,
        ["code_challenge"] = null,
        ["code_challenge_method"] = null,
        ["dpop_jkt"] = null,
        ["client_secret"] = null,
        ["client_assertion"] = null,
        ["client_assertion_type"] = null,
        ["request_uri"] = "Pushed",
        ["request"] = "SignedRequest",
        ["response_type"] = "ResponseType",
        ["response_mode"] = "ResponseMode",
        ["redirect_uri"] = "RedirectUri",
        ["scope"] = "Scope",
        ["audience"] = "Audience",
        ["organization"] = "Organization",
        ["invitation"] = "Invitation",
        ["connection"] = "Connection",
        ["login_hint"] = "LoginHint",
        ["prompt"] = "Prompt",
        ["max_age"] = "MaxAge",
        ["id_token_hint"] = "IdTokenHint",
        ["authorization_details"] = "AuthorizationDetails",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The claims of a signed request that are the JWT's own (RFC 7519 §4.1): as parameters, they would replace who signed it, for whom, and
    // until when.
    private static readonly FrozenSet<string> _claims = FrozenSet.Create(
        StringComparer.Ordinal,
        "iss",
        "sub",
        "aud",
        "exp",
        "nbf",
        "iat",
        "jti"
    );

    /// <summary>Checks the options of a login.</summary>
    /// <exception cref="Auth0ConfigurationException">They contradict each other, or one can't be used.</exception>
    public static void Check(Auth0AuthorizeOptions options)
    {
        if (!options.RedirectUri.IsAbsoluteUri)
        {
            throw Failure(
                Auth0ErrorCode.InvalidRedirectUri,
                $"'{options.RedirectUri}' is not an absolute address, such as http://127.0.0.1:8484/callback."
            );
        }

        if (options.RedirectUri.UserInfo.Length > 0)
        {
            throw Failure(Auth0ErrorCode.InvalidRedirectUri, "The redirect address must not contain a user name.");
        }

        if (!_responseTypes.Contains(options.ResponseType))
        {
            throw Failure(
                Auth0ErrorCode.ConflictingParameters,
                $"The response type '{options.ResponseType}' is not one of {string.Join(", ", _responseTypes)}."
            );
        }

        if (options.ResponseMode == Auth0ResponseMode.Query && options.ResponseType != "code")
        {
            throw Failure(
                Auth0ErrorCode.ConflictingParameters,
                $"The answer to '{options.ResponseType}' contains tokens, which must not appear in an address: use form_post."
            );
        }

        if (options.Invitation is not null && options.Organization is null)
        {
            throw Failure(Auth0ErrorCode.MissingParameter, "An invitation requires its organization.");
        }

        // It is not encrypted in a signed request either.
        if (options.IdTokenHint is not null && !options.IsPushed)
        {
            throw Failure(
                Auth0ErrorCode.ConflictingParameters,
                "An ID token in the browser's address would remain in histories and logs: push the request (Pushed)."
            );
        }

        foreach (var name in options.AdditionalParameters.Keys)
        {
            Check(name, options);
        }
    }

    /// <summary>All parameters with a value. One without is the same as a missing one (RFC 6749 §3.1).</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(
        string clientId,
        Auth0AuthorizeOptions options,
        string state,
        string nonce,
        string verifier
    )
    {
        (string Name, string? Value)[] own =
        [
            ("client_id", clientId),
            ("response_type", options.ResponseType),
            ("response_mode", options.ResponseMode == Auth0ResponseMode.FormPost ? "form_post" : "query"),
            ("redirect_uri", options.RedirectUri.OriginalString),
            ("scope", options.AllScopes.ToString()),
            ("audience", options.Audience),
            ("state", state),
            ("nonce", nonce),
            ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
            ("code_challenge_method", "S256"),
            ("organization", options.Organization),
            ("invitation", options.Invitation),
            ("connection", options.Connection),
            ("login_hint", options.LoginHint),
            ("prompt", options.Prompt),
            ("max_age", options.MaxAge is { } age ? ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null),
            ("id_token_hint", options.IdTokenHint?.Reveal()),
            ("authorization_details", options.AuthorizationDetails?.ToJson()),
        ];
        return own.Concat(Typed(options))
            .Concat(options.AdditionalParameters.Select(static pair => (pair.Key, (string?)pair.Value)))
            .Where(static pair => !string.IsNullOrEmpty(pair.Item2))
            .Select(static pair => new KeyValuePair<string, string>(pair.Item1, pair.Item2!));
    }

    // Those that nothing depends on here: they may also be among the additional ones.
    private static (string Name, string? Value)[] Typed(Auth0AuthorizeOptions options) =>
        [
            ("acr_values", string.Join(' ', options.AcrValues)),
            ("ui_locales", string.Join(' ', options.UILocales)),
            ("screen_hint", options.ScreenHint),
            ("display", options.Display),
            // Auth0: separated by commas, unlike all others.
            ("connection_scope", string.Join(',', options.ConnectionScope)),
        ];

    private static void Check(string name, Auth0AuthorizeOptions options)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw Failure(Auth0ErrorCode.MissingParameter, "An additional parameter has no name.");
        }

        if (_reserved.TryGetValue(name, out var option))
        {
            throw Failure(
                Auth0ErrorCode.ReservedParameter,
                option is null
                    ? $"'{name}' can't be an additional parameter: every login sets it itself."
                    : $"'{name}' can't be an additional parameter: it is set by {option}."
            );
        }

        if (options.IsJwt && _claims.Contains(name))
        {
            throw Failure(
                Auth0ErrorCode.ReservedParameter,
                $"'{name}' can't be an additional parameter of a signed request: it is a claim of the request's JWT itself."
            );
        }

        if (Typed(options).Any(typed => typed.Name == name && !string.IsNullOrEmpty(typed.Value)))
        {
            throw Failure(
                Auth0ErrorCode.ConflictingParameters,
                $"'{name}' is specified twice: by its own parameter, and as an additional one."
            );
        }
    }

    private static Auth0ConfigurationException Failure(Auth0ErrorCode code, string message) => new(code, message);
}
