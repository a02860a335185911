using Auth0Flows.Basics;
using Auth0Flows.Http;
using Auth0Flows.Tokens;

namespace Auth0Flows.Logins;

/// <summary>
/// The device authorization flow: RFC 8628, <see
/// href="https://auth0.com/docs/get-started/authentication-and-authorization-flow/device-authorization-flow"/>.
/// </summary>
internal sealed class DeviceLogin(AuthenticationApi api, TimeProvider timeProvider)
{
    public async Task<Auth0DeviceCode> StartAsync(
        string? audience,
        ScopeSet scope,
        Auth0AuthorizationDetails? details,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var answer = await api.SendAsync(
                    () =>
                    {
                        var form = new FormContent();
                        var request = new HttpRequestMessage(HttpMethod.Post, api.AddressOf("oauth/device/code")) { Content = form };
                        api.Authenticate(request, form);
                        form.Add("audience", audience)
                            .Add("scope", scope.ToString())
                            .Add("authorization_details", details?.ToJson().ToSecret());
                        return request;
                    },
                    RepeatPolicy.WhenFailed, // an unused code just expires
                    "The device login could not be started",
                    static (error, description) =>
                        error == "access_denied" && description.Contains("Service not found", StringComparison.OrdinalIgnoreCase)
                            ? Auth0ErrorCode.UnknownAudience
                            : null,
                    activity,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return Auth0DeviceCode.Read(answer, api.Context, audience, scope, details);
        }
        catch (Auth0Exception failure)
        {
            failure.Audience ??= audience; // which audience was requested
            throw;
        }
    }

    /// <summary>Polls until the user has confirmed or denied the login.</summary>
    public Task<Auth0Token> WaitAsync(
        Auth0DeviceCode code,
        DateTimeOffset end,
        Func<DeviceCodeGrant, CancellationToken, Task<Auth0Token>> ask,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var grant = new DeviceCodeGrant(code.Code, code.Audience, code.Scope) { DetailsBefore = code.AuthorizationDetails?.Key ?? "" };
        return new LoginWait(timeProvider).RunAsync(
            token => ask(grant, token),
            code.Interval,
            code.ExpiresAt,
            end,
            Auth0ErrorCode.DeviceCodeExpired,
            $"Waiting for {code.UserCode} to be confirmed at {code.VerificationUri.AbsoluteUri}",
            activity,
            cancellationToken
        );
    }
}
