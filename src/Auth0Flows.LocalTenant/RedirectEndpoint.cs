using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant;

/// <summary>GET /redirect?to=URL: redirects a client, inside or outside this tenant.</summary>
internal static class RedirectEndpoint
{
    public const string Path = "/redirect";

    public static ValueTask<ServerResponse> AnswerAsync(ServerRequest request) =>
        ValueTask.FromResult(
            request.Parameters["to"] is { Length: > 0 } target
                ? new ServerResponse(302).With("Location", target)
                : ServerResponse.Text(400, "The parameter \"to\" is missing.")
        );
}
