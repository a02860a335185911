using System.Net;

namespace Auth0Flows.Http;

/// <summary>Follows a redirect of a GET or HEAD to the same scheme, host and port; a bearer token is not sent elsewhere.</summary>
internal sealed class SameHostRedirectHandler : DelegatingHandler
{
    private const int MaximumRedirects = 5;

    private static readonly HttpRequestOptionsKey<Func<HttpResponseMessage, Task>> _reader = new("Auth0Flows.Redirect");

    /// <summary>Sets what reads the body of a redirect before it is thrown away: it may have a rotated refresh token.</summary>
    public static void SetReader(HttpRequestMessage request, Func<HttpResponseMessage, Task> read) => request.Options.Set(_reader, read);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
            {
                return response;
            }

            var from = request.RequestUri!;
            if (request.Options.TryGetValue(_reader, out var read))
            {
                await read(response).ConfigureAwait(false);
            }

            response.Dispose();
            if (!Uri.TryCreate(from, location, out var to))
            {
                throw new Auth0ResponseException(Auth0ErrorCode.RedirectRefused, $"{from.Authority} redirects to an invalid address.");
            }

            if (!IsSameHost(from, to))
            {
                throw new Auth0ResponseException(
                    Auth0ErrorCode.RedirectRefused,
                    $"{from.Authority} redirects to another host, {Shown(to)}; tokens and secrets are not sent there."
                );
            }

            if (redirects == MaximumRedirects || (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head))
            {
                throw new Auth0ResponseException(
                    Auth0ErrorCode.RedirectRefused,
                    redirects == MaximumRedirects
                        ? $"{from.Authority} redirects in a loop."
                        : $"{from.Authority} redirects a {request.Method} request; nothing was sent there."
                );
            }

            request.RequestUri = to;
            ProofHeader.Renew(request);
        }
    }

    private static bool IsRedirect(HttpStatusCode status) =>
        status
            is HttpStatusCode.MovedPermanently
                or HttpStatusCode.Found
                or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect
                or HttpStatusCode.PermanentRedirect;

    // Without user name, path and query: the server may write anything there.
    private static string Shown(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    private static bool IsSameHost(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
