using System.Buffers.Text;
using System.Security.Cryptography;
using Auth0Flows.Basics;
using Auth0Flows.DPoP;
using Auth0Flows.Http;

namespace Auth0Flows.Logins;

/// <summary>
/// Creates browser logins: /authorize (RFC 6749 §4.1.1, OpenID Connect Core §3.3), always with PKCE (RFC 7636); on request signed (RFC
/// 9101), and pushed (RFC 9126).
/// </summary>
internal sealed class AuthorizeRequests(AuthenticationApi api)
{
    // A server that repeats the request doesn't bring these into an error, nor additional ones with the names of secrets.
    private static readonly string[] _secrets = ["state", "nonce", "invitation", "id_token_hint", "request", "authorization_details"];

    private readonly RequestObjects _requestObjects = new(api.Context);

    public async Task<Auth0AuthorizeRequest> CreateAsync(
        Auth0AuthorizeOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        AuthorizeParameters.Check(options);
        if (options.IdTokenHint is { } hint)
        {
            IdTokenHint.Check(hint, api.Context);
        }

        var (state, nonce, verifier) = (Random(), Random(), Random());
        var key = api.Proofs.Sender.OwnKey;
        KeyValuePair<string, string>[] parameters =
        [
            .. AuthorizeParameters.Of(api.Context.ClientId, options, state, nonce, verifier),
            // RFC 9449 §10: who has the code can't use it without the key.
            .. key is null ? [] : new KeyValuePair<string, string>[] { new("dpop_jkt", key.Thumbprint) },
        ];
        if (options.IsPushed)
        {
            var use = key is null ? null : new DPoPUse(key);
            parameters =
            [
                new("client_id", api.Context.ClientId),
                new(
                    "request_uri",
                    await PushAsync(() => Sign(parameters, options), use, activity, cancellationToken).ConfigureAwait(false)
                ),
            ];
        }
        else
        {
            parameters = Sign(parameters, options);
        }

        var query = string.Join('&', parameters.Select(static pair => $"{Encode(pair.Key)}={Encode(pair.Value)}"));
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

    // Spaces as in a form (RFC 6749 §4.1.1): Uri.ToString() would show %20 as a space, where a copied URL ends.
    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);

    // All that the request has, so that nothing beside it can be changed on the way. Auth0 and RFC 9101 §5 require only the client id
    // beside it.
    private KeyValuePair<string, string>[] Sign(KeyValuePair<string, string>[] parameters, Auth0AuthorizeOptions options) =>
        options.IsJwt
            ?
            [
                new("client_id", api.Context.ClientId),
                new("request", _requestObjects.Create(parameters, options.RequestObjectKey).Reveal()),
            ]
            : parameters;

    // A signed request has an id that the server takes once, so each attempt signs its own: also the one with the server's DPoP nonce.
    private async Task<string> PushAsync(
        Func<KeyValuePair<string, string>[]> create,
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
                    foreach (var (name, value) in create().Where(static pair => pair.Key != "client_id"))
                    {
                        _ =
                            _secrets.Contains(name) || SecretNames.Contains(name)
                                ? form.Add(name, value.ToSecret())
                                : form.Add(name, value);
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
