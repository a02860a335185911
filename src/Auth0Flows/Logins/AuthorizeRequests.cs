using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Auth0Flows.Basics;
using Auth0Flows.DPoP;
using Auth0Flows.Http;

namespace Auth0Flows.Logins;

/// <summary>
/// Creates browser logins: /authorize (RFC 6749 §4.1.1, OpenID Connect Core §3.3), always with PKCE (RFC 7636), and pushed on request (RFC
/// 9126).
/// </summary>
internal sealed class AuthorizeRequests(AuthenticationApi api)
{
    private static readonly string[] _responseTypes = ["code", "code id_token", "code token", "code id_token token"];

    public async Task<Auth0AuthorizeRequest> CreateAsync(
        Auth0AuthorizeOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        Check(options);
        var (state, nonce, verifier) = (Random(), Random(), Random());
        var parameters = new List<KeyValuePair<string, string>> { new("client_id", api.Context.ClientId) };
        parameters.AddRange(Parameters(options, state, nonce, verifier));
        var key = api.Proofs.Sender.OwnKey;
        if (key is not null)
        {
            // RFC 9449 §10: who has the code can't use it without the key.
            parameters.Add(new("dpop_jkt", key.Thumbprint));
        }

        if (options.IsPushed)
        {
            parameters =
            [
                new("client_id", api.Context.ClientId),
                new(
                    "request_uri",
                    await PushAsync(parameters, key is null ? null : new DPoPUse(key), activity, cancellationToken).ConfigureAwait(false)
                ),
            ];
        }

        // Spaces as in a form (RFC 6749 §4.1.1): Uri.ToString() would show %20 as a space, where a copied URL ends.
        var query = string.Join(
            '&',
            parameters.Select(static pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value).Replace("%20", "+", StringComparison.Ordinal)}")
        );
        return new Auth0AuthorizeRequest(
            api.Context.Domain,
            api.Context.ClientId,
            new Uri(api.AddressOf("authorize"), "?" + query),
            state.ToSecret(),
            nonce.ToSecret(),
            verifier.ToSecret(),
            options
        );
    }

    private static void Check(Auth0AuthorizeOptions options)
    {
        if (!options.RedirectUri.IsAbsoluteUri)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRedirectUri,
                $"'{options.RedirectUri}' is not an absolute address, such as http://127.0.0.1:8484/callback."
            );
        }

        if (options.RedirectUri.UserInfo.Length > 0)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidRedirectUri, "The redirect address must not contain a user name.");
        }

        if (!_responseTypes.Contains(options.ResponseType))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                $"The response type '{options.ResponseType}' is not one of {string.Join(", ", _responseTypes)}."
            );
        }

        if (options.ResponseMode == Auth0ResponseMode.Query && options.ResponseType != "code")
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                $"The answer to '{options.ResponseType}' contains tokens, which must not appear in an address: use form_post."
            );
        }

        if (options.Invitation is not null && options.Organization is null)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.MissingParameter, "An invitation requires its organization.");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Parameters(
        Auth0AuthorizeOptions options,
        string state,
        string nonce,
        string verifier
    )
    {
        (string Name, string? Value)[] all =
        [
            ("response_type", options.ResponseType),
            ("response_mode", options.ResponseMode == Auth0ResponseMode.FormPost ? "form_post" : "query"),
            ("redirect_uri", options.RedirectUri.OriginalString),
            ("scope", options.AllScopes.ToString()),
            ("audience", options.Audience),
            ("state", state),
            ("nonce", nonce),
            ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(verifier)))),
            ("code_challenge_method", "S256"),
            ("organization", options.Organization),
            ("invitation", options.Invitation),
            ("connection", options.Connection),
            ("login_hint", options.LoginHint),
            ("prompt", options.Prompt),
            ("max_age", options.MaxAge is { } age ? ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null),
        ];
        return all.Where(static pair => !string.IsNullOrEmpty(pair.Value))
            .Select(static pair => new KeyValuePair<string, string>(pair.Name, pair.Value!));
    }

    private async Task<string> PushAsync(
        List<KeyValuePair<string, string>> parameters,
        DPoPUse? use,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var answer = await api.SendAsync(
                () =>
                {
                    FieldContent form = new FormContent();
                    var request = new HttpRequestMessage(HttpMethod.Post, api.AddressOf("oauth/par")) { Content = form };
                    api.Authenticate(request, form);
                    foreach (var (name, value) in parameters.Where(static pair => pair.Key != "client_id"))
                    {
                        // A server that repeats the request doesn't bring these into an error.
                        _ = name is "state" or "nonce" or "invitation" ? form.Add(name, value.ToSecret()) : form.Add(name, value);
                    }

                    return request;
                },
                RepeatPolicy.WhenFailed, // an unused one just expires
                "The parameters of the login were not accepted",
                static (_, _) => null,
                activity,
                cancellationToken,
                use
            )
            .ConfigureAwait(false);
        using var json = JsonAnswer.ParseObject(answer);
        return AuthenticationApi.Text(json.RootElement, "request_uri")
            ?? throw new Auth0ResponseException(Auth0ErrorCode.InvalidJson, $"{answer.Request} returned no request_uri.")
            {
                Request = answer.Request,
            };
    }

    // RFC 7636 §4.1: 32 random octets, encoded as 43 characters.
    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
