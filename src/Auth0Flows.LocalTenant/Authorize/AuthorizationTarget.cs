using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>The target of an authorization response, successful or not, and how the response gets there.</summary>
/// <param name="client">The application.</param>
/// <param name="redirectUri">One of its callback URLs.</param>
/// <param name="responseMode">query, fragment or form_post.</param>
/// <param name="state">The state, which the response repeats; null for none.</param>
/// <param name="issuer">The <c>iss</c> parameter (RFC 9207); null for none.</param>
internal sealed class AuthorizationTarget(
    AuthenticatedClient client,
    string redirectUri,
    string responseMode,
    string? state,
    string? issuer
)
{
    public const string Query = "query";
    public const string Fragment = "fragment";
    public const string FormPost = "form_post";

    public AuthenticatedClient Client { get; } = client;

    public string RedirectUri { get; } = redirectUri;

    public string? State { get; } = state;

    public ServerResponse Refuse(OAuthException refusal) =>
        Answer([new("error", refusal.Error), new("error_description", refusal.Message)]);

    /// <summary>The response that sends the browser to the target with these parameters and the state.</summary>
    public ServerResponse Answer(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        KeyValuePair<string, string?>[] own = [new("state", State), new("iss", issuer)];
        KeyValuePair<string, string>[] all =
        [
            .. parameters,
            .. own.Where(static pair => pair.Value is not null)
                .Select(static pair => new KeyValuePair<string, string>(pair.Key, pair.Value!)),
        ];
        if (responseMode == FormPost)
        {
            return PostPage(all);
        }

        var text = string.Join(
            '&',
            all.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}")
        );
        var separator =
            responseMode == Fragment ? '#'
            : RedirectUri.Contains('?', StringComparison.Ordinal) ? '&'
            : '?';
        return new ServerResponse(302).With("Location", $"{RedirectUri}{separator}{text}");
    }

    // OAuth 2.0 Form Post Response Mode: the page submits its form itself. Without scripts, the user does.
    private ServerResponse PostPage(IEnumerable<KeyValuePair<string, string>> parameters) =>
        HtmlPage.Answer(
            200,
            "Submit this form",
            $"""
            <form method="post" action="{HtmlPage.Encode(RedirectUri)}">
            {string.Join('\n', parameters.Select(parameter => HtmlPage.Hidden(parameter.Key, parameter.Value)))}
            <noscript><button>Continue</button></noscript>
            </form>
            <script>document.forms[0].submit()</script>
            """
        );
}
