using System.Net;
using System.Text.RegularExpressions;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

/// <summary>
/// A simple browser: it follows /authorize to the tenant, where a user is already signed in, and reads the form that it would post.
/// </summary>
public abstract partial class BrowserTest : LoginTest
{
    protected const string Callback = "http://127.0.0.1:8484/callback";

    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    protected BrowserTest()
    {
        Tenant.SignInAs = Tenant.GetUser("alice");
        Register(Callback);
    }

    protected HttpClient Browser => _browser;

    public override async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected void Register(string callback) =>
        Tenant.ConfigureApplication(WebApplication.ClientId, $$"""{"callbacks":["{{callback}}"]}""");

    protected static Auth0AuthorizeOptions Options(
        string responseType = "code",
        Auth0ResponseMode mode = Auth0ResponseMode.FormPost,
        string redirectUri = Callback,
        string? organization = null,
        TimeSpan? maxAge = null,
        bool isPushed = false
    ) =>
        new()
        {
            ResponseType = responseType,
            ResponseMode = mode,
            RedirectUri = new Uri(redirectUri),
            Audience = Orders,
            Scope = ["read:orders", "offline_access"],
            Organization = organization,
            MaxAge = maxAge,
            IsPushed = isPushed,
        };

    protected Task<Auth0AuthorizeRequest> BeginAsync(string responseType = "code") => BeginAsync(Options(responseType));

    protected Task<Auth0AuthorizeRequest> BeginAsync(Auth0AuthorizeOptions options) =>
        Web.CreateAuthorizeRequestAsync(options, cancellationToken: Cancel);

    /// <summary>The parameters that the browser brings to the redirect address.</summary>
    protected async Task<Dictionary<string, string>> VisitAsync(Uri address)
    {
        using var response = await _browser.GetAsync(address, Cancel);
        if (response.Headers.Location is { } location)
        {
            var query = System.Web.HttpUtility.ParseQueryString(location.Query);
            return query.AllKeys.ToDictionary(name => name!, name => query[name]!);
        }

        var page = await response.Content.ReadAsStringAsync(Cancel);
        return Hidden().Matches(page).ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));
    }

    protected Task<Auth0Token> CompleteAsync(Auth0AuthorizeRequest request, Dictionary<string, string> form) =>
        Web.CompleteAuthorizeAsync(request, form, Log, Cancel);

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();
}
