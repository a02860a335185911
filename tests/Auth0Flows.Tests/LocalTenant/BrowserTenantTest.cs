using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>Simulates a browser at /authorize, for the application "Web Portal".</summary>
public abstract partial class BrowserTenantTest : UserTenantTest
{
    protected const string Callback = "https://web-portal.example.com/callback";

    /// <summary>A valid request for a hybrid login with changes; null removes a parameter.</summary>
    protected (string Name, string? Value)[] Authorization(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["response_type"] = "code id_token token",
            ["response_mode"] = "form_post",
            ["client_id"] = Web.ClientId,
            ["redirect_uri"] = Callback,
            ["scope"] = "openid email read:orders offline_access",
            ["audience"] = OrdersApi,
            ["state"] = "s-1 \"&<é",
            ["nonce"] = "n-0S6",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return [.. parameters.Select(pair => (pair.Key, pair.Value))];
    }

    protected async Task<HttpResponseMessage> GetAuthorizeAsync(params (string Name, string? Value)[] parameters)
    {
        var query = string.Join(
            '&',
            parameters.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}")
        );
        return await Http.GetAsync($"/authorize?{query}", Cancel);
    }

    protected Task<HttpResponseMessage> AuthorizeAsync(params (string Name, string? Value)[] changes) =>
        GetAuthorizeAsync(Authorization(changes));

    /// <summary>The parameters that a valid request brings to the callback.</summary>
    protected async Task<Dictionary<string, string>> AnswerAsync(params (string Name, string? Value)[] changes)
    {
        using var response = await AuthorizeAsync(changes);
        return await ReadAnswerAsync(response);
    }

    /// <summary>The parameters that the browser takes to the callback, in any response mode.</summary>
    protected static async Task<Dictionary<string, string>> ReadAnswerAsync(HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.Found)
        {
            var location = response.Headers.Location!.OriginalString;
            return location[(location.LastIndexOfAny(['?', '#']) + 1)..]
                .Split('&')
                .Select(pair => pair.Split('='))
                .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        }

        var page = await response.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains($"<form method=\"post\" action=\"{Callback}\">", page, StringComparison.Ordinal);
        return Hidden(page);
    }

    protected async Task AssertAnswersErrorAsync(string error, string description, params (string Name, string? Value)[] changes)
    {
        var answer = await AnswerAsync(changes);
        Assert.Equal(["error", "error_description", "state"], answer.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(error, answer["error"]);
        Assert.Equal(description, answer["error_description"]);
        Assert.Equal("s-1 \"&<é", answer["state"]);
    }

    protected static Dictionary<string, string> Hidden(string page) =>
        HiddenField()
            .Matches(page)
            .ToDictionary(match => WebUtility.HtmlDecode(match.Groups[1].Value), match => WebUtility.HtmlDecode(match.Groups[2].Value));

    protected static string LeftHalf(string text) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)), 0, 16).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    protected async Task<HttpResponseMessage> ClickAsync(params (string Name, string? Value)[] parameters)
    {
        using var form = Form(parameters);
        return await Http.PostAsync("/u/login", form, Cancel);
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")]
    private static partial Regex HiddenField();
}
