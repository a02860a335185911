using System.Net;
using System.Text;

namespace Auth0Flows.Logins;

/// <summary>The page that the browser shows after the response: plain text, without scripts, external resources or caching.</summary>
internal static class AnswerPage
{
    public static async Task WriteAsync(
        HttpListenerResponse response,
        HttpStatusCode status,
        string words,
        CancellationToken cancellationToken
    )
    {
        var page = Encoding.UTF8.GetBytes(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Auth0Flows</title></head>
            <body><p>{WebUtility.HtmlEncode(words)}</p></body>
            </html>
            """
        );
        try
        {
            response.StatusCode = (int)status;
            response.ContentType = "text/html; charset=utf-8";
            response.Headers["Cache-Control"] = "no-store";
            response.Headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers["X-Content-Type-Options"] = "nosniff";
            response.KeepAlive = false;
            response.ContentLength64 = page.Length;
            await response.OutputStream.WriteAsync(page, cancellationToken).ConfigureAwait(false);
            response.Close();
        }
        catch (Exception failure)
            when (failure
                    is HttpListenerException
                        or IOException
                        or ObjectDisposedException
                        or InvalidOperationException
                        or OperationCanceledException
            )
        {
            // The browser disconnected: the login doesn't depend on the page.
        }
    }
}
