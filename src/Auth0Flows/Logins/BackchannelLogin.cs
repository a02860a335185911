using System.Globalization;
using Auth0Flows.Basics;
using Auth0Flows.Errors;
using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows.Logins;

/// <summary>
/// The backchannel login: OpenID Connect CIBA Core, in the mode "poll", <see
/// href="https://auth0.com/docs/api/authentication/login/start-back-channel-login"/>.
/// </summary>
internal sealed class BackchannelLogin(AuthenticationApi api, TimeProvider timeProvider)
{
    // "Email Notifications with CIBA": 301 to 259200 seconds.
    public static readonly TimeSpan LongestExpiry = TimeSpan.FromHours(72);

    private const int LongestMessage = 64;

    public async Task<Auth0BackchannelLogin> StartAsync(
        Auth0BackchannelLoginOptions options,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        api.Context.CheckIsConfidential("A backchannel login");
        CheckMessage(options.BindingMessage);
        CheckExpiry(options.RequestedExpiry);
        var hint = BackchannelHint.Of(options.LoginHint, api.Context.Domain.Issuer);
        var scope = ScopeSet.From([.. options.Scope, "openid"]); // CIBA Core §7.1
        try
        {
            var answer = await api.SendAsync(
                    () => CreateRequest(options, hint, scope),
                    RepeatPolicy.WhenRateLimited, // a second request would ask the user twice
                    "The user was not asked",
                    Explain,
                    activity,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return Auth0BackchannelLogin.Read(answer, api.Context, hint, options, scope);
        }
        catch (Auth0Exception failure)
        {
            failure.Audience ??= options.Audience;
            throw;
        }
    }

    /// <summary>Polls until the user has approved or denied the login.</summary>
    public Task<Auth0Token> WaitAsync(
        Auth0BackchannelLogin login,
        DateTimeOffset end,
        Func<CibaGrant, CancellationToken, Task<Auth0Token>> ask,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var grant = login.ToGrant();
        return new LoginWait(timeProvider).RunAsync(
            token => ask(grant, token),
            login.Interval,
            login.ExpiresAt,
            end,
            Auth0ErrorCode.BackchannelLoginExpired,
            $"Waiting for {login.UserId ?? "the user"} to approve '{login.BindingMessage}'",
            activity,
            cancellationToken
        );
    }

    private HttpRequestMessage CreateRequest(Auth0BackchannelLoginOptions options, BackchannelHint hint, ScopeSet scope)
    {
        var form = new FormContent();
        var request = new HttpRequestMessage(HttpMethod.Post, api.AddressOf("bc-authorize")) { Content = form };
        api.Authenticate(request, form);
        form.Add("login_hint", hint.Text)
            .Add("binding_message", options.BindingMessage)
            .Add("scope", scope.ToString())
            .Add("audience", options.Audience)
            .Add("requested_expiry", options.RequestedExpiry?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture))
            .Add("authorization_details", options.AuthorizationDetails?.ToJson().ToSecret());
        return request;
    }

    // CIBA Core §13. Auth0 puts most of these in invalid_request, with only its text to tell them apart.
    private static Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "unknown_user_id" or "expired_login_hint_token" => Auth0ErrorCode.UnknownUser,
            "invalid_binding_message" => Auth0ErrorCode.InvalidBindingMessage,
            "access_denied" when Mentions(description, "Service not found") => Auth0ErrorCode.UnknownAudience,
            "invalid_request" or "access_denied" when Mentions(description, "enroll") || Mentions(description, "notification") =>
                Auth0ErrorCode.NoBackchannelDevice,
            "invalid_request" or "access_denied" when Mentions(description, "binding_message") => Auth0ErrorCode.InvalidBindingMessage,
            "invalid_request" or "access_denied" when Mentions(description, "user") && Mentions(description, "not") =>
                Auth0ErrorCode.UnknownUser,
            "invalid_request" when Mentions(description, "login_hint") => Auth0ErrorCode.InvalidLoginHint,
            "invalid_request" when Mentions(description, "expiry") => Auth0ErrorCode.InvalidRequestedExpiry,
            _ => null,
        };

    private static bool Mentions(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static void CheckMessage(string message)
    {
        var reason = message switch
        {
            _ when string.IsNullOrWhiteSpace(message) => "it is empty.",
            { Length: > LongestMessage } => $"it has {message.Length} characters; the limit is {LongestMessage}.",
            _ when message.FirstOrDefault(static c => !IsAllowed(c)) is var other and not '\0' => char.IsControl(other)
                ? "it contains control characters."
                : $"it contains '{ServerText.Clean(other.ToString())}'; allowed are letters, digits, spaces and + - _ . , : #",
            _ when message.Contains('\0', StringComparison.Ordinal) => "it contains control characters.",
            _ => null,
        };
        if (reason is not null)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidBindingMessage, $"The binding message can't be sent: {reason}");
        }
    }

    // "User Authentication with CIBA": "Use only alphanumeric and +-_.,:# characters". Auth0's own examples contain spaces.
    private static bool IsAllowed(char character) =>
        char.IsAsciiLetterOrDigit(character) || "+-_.,:# ".Contains(character, StringComparison.Ordinal);

    private static void CheckExpiry(TimeSpan? expiry)
    {
        if (expiry is { } asked && (asked < TimeSpan.FromSeconds(1) || asked > LongestExpiry))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRequestedExpiry,
                $"The requested expiry is {asked.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)} seconds; Auth0 takes 1 to 300 with a push notification, and up to 259200 (72 hours) with an e-mail."
            );
        }
    }
}
