using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>The common behaviour of the Authentication API's endpoints.</summary>
internal static class OAuthEndpoint
{
    /// <summary>Turns exceptions into error responses, and prevents caches from storing any response.</summary>
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

            // RFC 6749 §5.1: caches must not store responses with tokens.
            return response.With("Cache-Control", "no-store").With("Pragma", "no-cache");
        };
}
