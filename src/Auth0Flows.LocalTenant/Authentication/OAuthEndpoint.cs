using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>What the endpoints of the Authentication API have in common.</summary>
internal static class OAuthEndpoint
{
    /// <summary>Makes answers of refusals, and keeps all of them from being stored.</summary>
    public static Func<ServerRequest, ValueTask<ServerResponse>> Answering(Func<ServerRequest, ValueTask<ServerResponse>> answer) =>
        async request =>
        {
            ServerResponse response;
            try
            {
                response = await answer(request).ConfigureAwait(false);
            }
            catch (OAuthException refusal)
            {
                response = refusal.ToResponse();
            }

            // RFC 6749 §5.1: answers with tokens are not to be stored on their way.
            return response.With("Cache-Control", "no-store").With("Pragma", "no-cache");
        };
}
