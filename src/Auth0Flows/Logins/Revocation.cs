using Auth0Flows.Http;

namespace Auth0Flows.Logins;

/// <summary>POST /oauth/revoke: RFC 7009, for refresh tokens; an invalid token returns the same response.</summary>
internal sealed class Revocation(AuthenticationApi api)
{
    public Task SendAsync(Auth0Secret refreshToken, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken) =>
        api.SendAsync(
            () =>
            {
                var form = new FormContent();
                var request = new HttpRequestMessage(HttpMethod.Post, api.AddressOf("oauth/revoke")) { Content = form };
                api.Authenticate(request, form);
                form.Add("token", refreshToken);
                return request;
            },
            RepeatPolicy.WhenFailed, // RFC 7009 §2.2: idempotent
            "The refresh token was not revoked",
            static (_, _) => null,
            activity,
            cancellationToken
        );
}
