using System.Net;
using System.Text.RegularExpressions;

namespace Auth0Flows.Tour;

// The steps that involve a user, played by the tenant, and those that examine the results.
internal sealed partial class LibraryTour
{
    private async Task<(string, bool)> SignInByDeviceAsync()
    {
        var device = Connect(Auth0ClientAuthentication.None(_tenant.GetApplication("Mobile for iOS").ClientId));
        var alice = _tenant.GetUser("alice");
        var code = await device.StartDeviceLoginAsync(Orders, ["openid", "read:orders", "offline_access"]);
        _tenant.ApproveDevice(code.UserCode, alice);
        var token = await device.WaitDeviceLoginAsync(code);
        return (
            $"{code}\n{token}",
            token.GrantType == Auth0GrantType.DeviceCode && token.Subject == alice.UserId && token.RefreshToken is not null
        );
    }

    private async Task<(string, bool)> SignInByBrowserAsync()
    {
        _tenant.SignInAs = _tenant.GetUser("alice");
        var (login, form) = await VisitAsync("code id_token token");
        _token = await _portal.CompleteAuthorizeAsync(login, form);
        return (
            $"{string.Join(", ", form.Keys.Order())}\n{_token}",
            _token.Subject == _tenant.SignInAs.UserId
                && _token.FrontChannelAccessToken is not null
                && LastForm.ContainsKey("code_verifier")
                && _tenant.CountRequests("POST", "/oauth/par") == 1
        );
    }

    private async Task<(string, bool)> RefuseForgeryAsync()
    {
        _tenant.AddIdTokenFault(new() { Claims = new Dictionary<string, object?> { ["c_hash"] = "LDktKdoQak3Pk0cnXxCltA" } });
        var (login, form) = await VisitAsync("code id_token");
        var before = TokenRequests;
        try
        {
            return ((await _portal.CompleteAuthorizeAsync(login, form)).ToString(), false);
        }
        catch (Auth0Exception failure)
        {
            return (
                $"{failure.Code}: {failure.Message}",
                failure.Code == Auth0ErrorCode.IdTokenCodeHashMismatch && TokenRequests == before
            );
        }
    }

    private Task<(string, bool)> DecodeAsync()
    {
        var jwt = Auth0Jwt.Decode(_token.IdToken!);
        return Task.FromResult(
            (
                jwt.ToString(),
                jwt.Subject == _token.Subject && jwt.Audience is [var audience] && audience == _web.ClientId && jwt.Issuer == _tenant.Issuer
            )
        );
    }

    private async Task<(string, bool)> ExamineAsync()
    {
        var right = await _portal.TestTokenAsync(_token.AccessToken, new() { Audience = [Orders], Scope = ["read:orders"] });
        var wrong = await _portal.TestTokenAsync(_token.AccessToken, new() { Audience = ["urn:example:reports"] });
        var rows = wrong.Checks.Select(check => new[] { check.Name, check.IsPassed ? "passed" : "failed", check.Expected, check.Found });
        return (
            $"{right}\n{wrong}\n\n{TextTable.Of(rows)}",
            right.IsValid && wrong.Checks.Where(check => !check.IsPassed).Select(check => check.Name).SequenceEqual(["Audience"])
        );
    }

    // What the browser brings back: the tenant's page contains the form that it would post.
    private async Task<(Auth0AuthorizeRequest Login, Dictionary<string, string> Form)> VisitAsync(string responseType)
    {
        var login = await _portal.CreateAuthorizeRequestAsync(
            new()
            {
                ResponseType = responseType,
                RedirectUri = new Uri(Callback),
                Audience = Orders,
                Scope = ["read:orders"],
                IsPushed = responseType.EndsWith(" token", StringComparison.Ordinal),
            }
        );
        using var browser = new HttpClient();
        var page = await browser.GetStringAsync(login.Uri);
        return (
            login,
            Hidden().Matches(page).ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value))
        );
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();
}
