using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.ThirdParty;

/// <summary>
/// Sessions with oidc-provider, and a simple browser that keeps cookies and follows redirects until the one to the application.
/// </summary>
public abstract partial class OidcProviderTest(OidcProviderServer server) : SessionTest
{
    protected const string Callback = "http://127.0.0.1:8484/callback";

    private readonly HttpClient _browser = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            CookieContainer = new CookieContainer(),
        }
    );

    protected OidcProviderServer Server => server;

    protected HttpClient Browser => _browser;

    /// <summary>The server's configuration, the same for all tests of the class.</summary>
    protected abstract JsonObject Configuration { get; }

    public override async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Connects, and starts the server for it. Its clock is the real one.</summary>
    protected async Task<Auth0Session> ConnectAsync(Auth0ClientAuthentication client)
    {
        await server.StartAsync(Configuration, Cancel);
        return Connect(client, server.Domain, systemTime: true);
    }

    /// <summary>Connects a confidential client, whose secret is <c>s3cret</c>.</summary>
    protected Task<Auth0Session> ConnectAsync(string clientId) =>
        ConnectAsync(Auth0ClientAuthentication.SecretPost(clientId, Secret("s3cret")));

    /// <summary>The parameters that the browser brings to the application.</summary>
    protected async Task<Dictionary<string, string>> VisitAsync(Uri address)
    {
        for (var hops = 0; hops < 10; hops++)
        {
            using var response = await _browser.GetAsync(address, Cancel);
            var page = await response.Content.ReadAsStringAsync(Cancel);
            if (response.Headers.Location is not { } location)
            {
                Assert.True(response.IsSuccessStatusCode, $"{address.AbsolutePath}: {page}\n{server.Errors}");
                return Fields(page);
            }

            address = new Uri(address, location);
            if (address.AbsoluteUri.StartsWith(Callback, StringComparison.Ordinal))
            {
                var query = System.Web.HttpUtility.ParseQueryString(address.Query);
                return query.AllKeys.ToDictionary(name => name!, name => query[name]!);
            }
        }

        throw new InvalidOperationException($"The server redirects for ever, now to {address}.");
    }

    /// <summary>Posts a form of the server's, and returns the page that comes in the end.</summary>
    protected async Task<string> PostAsync(Uri address, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        var response = await _browser.PostAsync(address, form, Cancel);
        while (response.Headers.Location is { } location)
        {
            address = new Uri(address, location);
            response.Dispose();
            response = await _browser.GetAsync(address, Cancel);
        }

        using (response)
        {
            var page = await response.Content.ReadAsStringAsync(Cancel);
            Assert.True(response.IsSuccessStatusCode, $"{address.AbsolutePath}: {page}\n{server.Errors}");
            return page;
        }
    }

    /// <summary>The hidden fields of a page's form.</summary>
    protected static Dictionary<string, string> Fields(string page) =>
        Hidden().Matches(page).ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));

    /// <summary>Signs in through the browser.</summary>
    protected async Task<Auth0Token> SignInAsync(Auth0Session session, Auth0AuthorizeOptions options)
    {
        var request = await session.CreateAuthorizeRequestAsync(options, Log, Cancel);
        return await session.CompleteAuthorizeAsync(request, await VisitAsync(request.Uri), Log, Cancel);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\" ?/?>")]
    private static partial Regex Hidden();
}
