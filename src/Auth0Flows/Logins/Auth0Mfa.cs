using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.Basics;
using Auth0Flows.DPoP;
using Auth0Flows.Http;
using Auth0Flows.Logins;

namespace Auth0Flows;

/// <summary>
/// A user's second factors: Auth0's MFA API. The permission is either a login that requires a second factor, or a token for the audience
/// <c>https://{domain}/mfa/</c>.
/// <see href="https://auth0.com/docs/secure/multi-factor-authentication/multi-factor-authentication-developer-resources/mfa-api"/>
/// </summary>
public sealed class Auth0Mfa
{
    private readonly AuthenticationApi _api;

    internal Auth0Mfa(AuthenticationApi api) => _api = api;

    /// <summary>
    /// The audience of tokens that can list a user's factors (<c>read:authenticators</c>), add factors (<c>enroll</c>) and remove them
    /// (<c>remove:authenticators</c>).
    /// </summary>
    public string Audience => _api.Context.Domain.Issuer + "mfa/";

    /// <summary>Lists the factors of the user who signs in.</summary>
    public Task<IReadOnlyList<Auth0MfaAuthenticator>> ListAuthenticatorsAsync(
        Auth0MfaChallenge challenge,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(challenge);
        _api.Context.CheckIsOurs(challenge.Domain, challenge.ClientId);
        return ListAsync(challenge.MfaToken, challenge, activity, cancellationToken);
    }

    /// <summary>Lists the factors of the token's user.</summary>
    public Task<IReadOnlyList<Auth0MfaAuthenticator>> ListAuthenticatorsAsync(
        Auth0Token token,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(token);
        _api.Context.CheckIsOurs(token.Domain);
        return ListAsync(token.AccessToken, null, activity, cancellationToken, _api.Proofs.For(token));
    }

    /// <summary>Requests a challenge: sends the text message, the e-mail or the push notification.</summary>
    /// <param name="challenge">The login.</param>
    /// <param name="authenticatorId">The factor's id. Default: the first suitable one, selected by Auth0.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Auth0MfaChallenge> RequestChallengeAsync(
        Auth0MfaChallenge challenge,
        string? authenticatorId = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(challenge);
        _api.Context.CheckIsOurs(challenge.Domain, challenge.ClientId);
        var answer = await SendAsync(
                HttpMethod.Post,
                "mfa/challenge",
                bearer: null,
                (request, body) =>
                {
                    _api.Authenticate(request, body);
                    body.Add("mfa_token", challenge.MfaToken).Add("challenge_type", "otp oob").Add("authenticator_id", authenticatorId);
                },
                "The second factor was not challenged",
                activity,
                cancellationToken
            )
            .ConfigureAwait(false);
        using var json = JsonAnswer.ParseObject(answer);
        var type = Require(json.RootElement, "challenge_type", answer);
        return challenge.With(
            type,
            authenticatorId,
            (type == "oob" ? Require(json.RootElement, "oob_code", answer) : null)?.ToSecret(),
            AuthenticationApi.Text(json.RootElement, "binding_method")
        );
    }

    /// <summary>Enrolls a factor for a login whose user has none yet.</summary>
    /// <param name="challenge">The login.</param>
    /// <param name="type">The type of factor.</param>
    /// <param name="address">The phone number (<c>+15551234567</c>) for text messages and calls, or the e-mail address.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0MfaEnrollment> AddAuthenticatorAsync(
        Auth0MfaChallenge challenge,
        Auth0MfaAuthenticatorType type,
        string? address = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(challenge);
        _api.Context.CheckIsOurs(challenge.Domain, challenge.ClientId);
        return AddAsync(challenge.MfaToken, challenge, type, address, activity, cancellationToken);
    }

    /// <summary>Enrolls another factor for the token's user.</summary>
    public Task<Auth0MfaEnrollment> AddAuthenticatorAsync(
        Auth0Token token,
        Auth0MfaAuthenticatorType type,
        string? address = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(token);
        _api.Context.CheckIsOurs(token.Domain);
        return AddAsync(token.AccessToken, Auth0MfaChallenge.Of(token), type, address, activity, cancellationToken, _api.Proofs.For(token));
    }

    /// <summary>Removes a factor of the token's user.</summary>
    public Task RemoveAuthenticatorAsync(
        Auth0Token token,
        string id,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(token);
        _api.Context.CheckIsOurs(token.Domain);
        ArgumentException.ThrowIfNullOrEmpty(id);
        return SendAsync(
            HttpMethod.Delete,
            "mfa/authenticators/" + Uri.EscapeDataString(id),
            token.AccessToken,
            null,
            $"The authenticator {id} was not removed",
            activity,
            cancellationToken,
            _api.Proofs.For(token)
        );
    }

    private async Task<IReadOnlyList<Auth0MfaAuthenticator>> ListAsync(
        Auth0Secret bearer,
        Auth0MfaChallenge? challenge,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        DPoPUse? use = null
    )
    {
        var answer = await SendAsync(
                HttpMethod.Get,
                "mfa/authenticators",
                bearer,
                null,
                "The authenticators were not listed",
                activity,
                cancellationToken,
                use
            )
            .ConfigureAwait(false);
        using var json = JsonAnswer.Parse(answer);
        return json.RootElement.ValueKind == JsonValueKind.Array
            ? json
                .RootElement.EnumerateArray()
                .Where(static one => one.ValueKind == JsonValueKind.Object)
                .Select(one => Auth0MfaAuthenticator.Read(one, challenge))
                .ToArray()
            : throw new Auth0ResponseException(Auth0ErrorCode.InvalidJson, $"{answer.Request} returned no list.")
            {
                Request = answer.Request,
            };
    }

    private async Task<Auth0MfaEnrollment> AddAsync(
        Auth0Secret bearer,
        Auth0MfaChallenge challenge,
        Auth0MfaAuthenticatorType type,
        string? address,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        DPoPUse? use = null
    )
    {
        var channel = ChannelOf(type);
        var answer = await SendAsync(
                HttpMethod.Post,
                "mfa/associate",
                bearer,
                (request, body) =>
                {
                    _api.Authenticate(request, body);
                    body.AddJson("authenticator_types", new JsonArray(channel is null ? "otp" : "oob"));
                    if (channel is not null)
                    {
                        body.AddJson("oob_channels", new JsonArray(channel));
                    }

                    body.Add(channel == "email" ? "email" : "phone_number", address);
                },
                "The authenticator was not added",
                activity,
                cancellationToken,
                use
            )
            .ConfigureAwait(false);
        using var json = JsonAnswer.ParseObject(answer);
        var root = json.RootElement;
        return new Auth0MfaEnrollment(type)
        {
            Secret = (channel is null ? Require(root, "secret", answer) : null)?.ToSecret(),
            BarcodeUri = AuthenticationApi.Text(root, "barcode_uri")?.ToSecret(),
            RecoveryCodes =
                root.TryFind("recovery_codes", out var codes) && codes.ValueKind == JsonValueKind.Array
                    ? codes
                        .EnumerateArray()
                        .Where(static code => code.ValueKind == JsonValueKind.String)
                        .Select(static code => code.ReadText().ToSecret())
                        .ToArray()
                    : [],
            MfaChallenge = challenge.With(
                channel is null ? "otp" : "oob",
                null,
                (channel is null ? null : Require(root, "oob_code", answer))?.ToSecret(),
                AuthenticationApi.Text(root, "binding_method")
            ),
        };
    }

    // The login can't continue without it.
    private static string Require(JsonElement json, string name, HttpExchange answer) =>
        AuthenticationApi.Text(json, name) ?? throw JsonAnswer.Invalid(answer, $"no usable {name}", null);

    private static string? ChannelOf(Auth0MfaAuthenticatorType type) =>
        type switch
        {
            Auth0MfaAuthenticatorType.Otp => null,
            Auth0MfaAuthenticatorType.Sms => "sms",
            Auth0MfaAuthenticatorType.Voice => "voice",
            Auth0MfaAuthenticatorType.Email => "email",
            Auth0MfaAuthenticatorType.Push => "auth0",
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "This type can't be enrolled."),
        };

    private Task<HttpExchange> SendAsync(
        HttpMethod method,
        string path,
        Auth0Secret? bearer,
        Action<HttpRequestMessage, JsonContent>? write,
        string what,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        DPoPUse? use = null
    ) =>
        _api.SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(method, _api.AddressOf(path));
                if (bearer is not null)
                {
                    request.Headers.Authorization = DPoPUse.Authorize(use, bearer);
                }

                if (write is not null)
                {
                    var body = new JsonContent();
                    request.Content = body;
                    write(request, body);
                }

                return request;
            },
            method == HttpMethod.Get || method == HttpMethod.Delete ? RepeatPolicy.WhenFailed : RepeatPolicy.WhenRateLimited,
            what,
            Explain,
            activity,
            cancellationToken,
            use
        );

    private static Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "expired_token" => Auth0ErrorCode.MfaTokenExpired,
            "invalid_grant" => Auth0ErrorCode.InvalidMfaToken,
            "invalid_token" => Auth0ErrorCode.InvalidToken,
            "insufficient_scope" => Auth0ErrorCode.InsufficientScope,
            "not_found" => Auth0ErrorCode.NotFound,
            "access_denied" => Auth0ErrorCode.AccessDenied,
            _ => null,
        };
}
