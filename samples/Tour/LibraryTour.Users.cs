using System.Net;
using System.Security;
using System.Security.Cryptography;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tour;

// The steps in which users sign in, and the private key step.
internal sealed partial class LibraryTour
{
    private const string Callback = "http://localhost:3000/callback";
    private const string LegacyToken = "urn:example:legacy-token";

    private Auth0LocalTenantApplication _web = null!;
    private Auth0Session _portal = null!;
    private Auth0Session _phone = null!;

    private async Task<(string, bool)> SignInAsync()
    {
        _web = _tenant.GetApplication("Web Portal");
        _portal = Connect(Auth0ClientAuthentication.SecretPost(_web.ClientId, _web.ClientSecret!));
        var grace = _tenant.GetUser("grace");
        _token = await _portal.GetTokenAsync(
            new PasswordGrant(grace.Email!, grace.Password, Orders, ["openid", "email"]) { Realm = "employees" }
        );
        return (
            $"{_token}\nof {_token.Subject}",
            _token.Subject == grace.UserId && LastForm["realm"] == "employees" && _token.IdClaims["aud"] as string == _web.ClientId
        );
    }

    private async Task<(string, bool)> GetUserInfoAsync()
    {
        var user = await _portal.GetUserInfoAsync();
        return ($"{user}, {user.Email}", user.Subject == _token.Subject && user.Email == "grace@example.com");
    }

    private async Task<(string, bool)> SignInWithSecondFactorAsync()
    {
        var dave = _tenant.GetUser("dave");
        try
        {
            await _portal.GetTokenAsync(new PasswordGrant(dave.Email!, dave.Password, Orders));
            return ("no second factor was asked for", false);
        }
        catch (Auth0MfaRequiredException required)
        {
            var factors = await _portal.Mfa.ListAuthenticatorsAsync(required.Challenge);
            var token = await _portal.GetTokenAsync(new MfaOtpGrant(required.Challenge, Secret(_tenant.GetOtp(dave))));
            return ($"{string.Join(", ", factors)}\n{token}", token.Subject == dave.UserId && factors.Count == 2);
        }
    }

    private async Task<(string, bool)> SignInByEmailAsync()
    {
        var login = await _portal.StartPasswordlessByEmailAsync("alice@example.com", audience: Orders, scope: ["openid"]);
        var code = Secret(_tenant.LastMessageTo("alice@example.com")!);
        var token = await _portal.GetTokenAsync(new PasswordlessOtpGrant(login.Username, code, login.Realm, login.Audience, login.Scope));
        return (
            $"{login}\n{token}",
            token.GrantType == Auth0GrantType.PasswordlessOtp && token.Subject?.StartsWith("email|", StringComparison.Ordinal) == true
        );
    }

    private async Task<(string, bool)> ExchangeCodeAsync()
    {
        var alice = _tenant.GetUser("alice");
        var code = _tenant.IssueAuthorizationCode(
            alice,
            _web.ClientId,
            Callback,
            "openid",
            Orders,
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
        var token = await _portal.GetTokenAsync(
            new AuthorizationCodeGrant(Secret(code), Callback, Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        );
        return (token.ToString(), token.IdClaims["sub"] as string == alice.UserId);
    }

    private async Task<(string, bool)> ExchangeTokenAsync()
    {
        var alice = _tenant.GetUser("alice");
        _tenant.AddSubjectToken(LegacyToken, "legacy-alice", alice);
        var token = await _portal.GetTokenAsync(new TokenExchangeGrant(Secret("legacy-alice"), LegacyToken, Orders, ["openid"]));
        return (token.ToString(), token.GrantType == Auth0GrantType.TokenExchange && token.Subject == alice.UserId);
    }

    private async Task<(string, bool)> RefreshAsync()
    {
        _phone = Connect(Auth0ClientAuthentication.None(_tenant.GetApplication("Mobile for iOS").ClientId));
        var alice = _tenant.GetUser("alice");
        _token = await _phone.GetTokenAsync(new PasswordGrant(alice.Email!, alice.Password, Orders, ["read:orders", "offline_access"]));
        var (first, before) = (Text(_token.RefreshToken!), TokenRequests);
        var tokens = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => _phone.RefreshAsync(_token))));
        var (different, requests, isRotated) = (tokens.Distinct().Count(), TokenRequests - before, Text(_token.RefreshToken!) != first);
        return (
            $"{tokens.Length} answers, tokens among them: {different}, requests: {requests}, another refresh token: {isRotated}",
            different == 1 && requests == 1 && isRotated
        );
    }

    private async Task<(string, bool)> RevokeAsync()
    {
        var kept = _token.RefreshToken!;
        await _phone.RevokeAsync(_token);
        try
        {
            return ((await _phone.RefreshAsync(kept)).ToString(), false);
        }
        catch (Auth0TokenException failure)
        {
            return (
                $"{failure.Code}: {failure.Message}",
                failure.Code == Auth0ErrorCode.InvalidRefreshToken && _token.RefreshToken is null
            );
        }
    }

    private async Task<(string, bool)> ProveWithKeyAsync()
    {
        using var key = RSA.Create(2048);
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, key.ExportPkcs8PrivateKeyPem());
            var keyId = _tenant.AddClientCredential(_tenant.ClientId, key.ExportSubjectPublicKeyInfoPem());
            var session = Connect(Auth0ClientAuthentication.PrivateKeyFile(_tenant.ClientId, path, keyId: keyId));
            var token = await session.GetTokenAsync(new ClientCredentialsGrant(Orders), force: true);
            return (
                $"{session.ClientAuthenticationMethod}\n{token}",
                LastForm.ContainsKey("client_assertion") && !LastForm.ContainsKey("client_secret")
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    private IReadOnlyDictionary<string, string> LastForm => _tenant.Requests.Last(request => request.Path == "/oauth/token").Form;

    private static SecureString Secret(string text) => new NetworkCredential("", text).SecurePassword;

    private static string Text(SecureString secret) => new NetworkCredential("", secret).Password;
}
