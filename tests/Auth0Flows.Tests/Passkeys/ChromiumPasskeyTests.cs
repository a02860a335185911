namespace Auth0Flows.Tests.Passkeys;

/// <summary>Passkeys of a real browser: headless Chromium takes the options as they are, and the session takes what it answers.</summary>
public sealed class ChromiumPasskeyTests : PasskeyTest
{
    [Fact]
    public async Task Browser_RegistersAndSignsIn()
    {
        Assert.SkipWhen(ChromiumAuthenticator.Path is null, "No chromium is on the PATH: the passkeys were not those of a real browser.");
        // Any page of the relying party: passkeys belong to localhost.
        await using var browser = await ChromiumAuthenticator.OpenAsync($"http://localhost:{Tenant.Port}/.well-known/jwks.json", Cancel);

        var registration = await StartRegistrationAsync(Web, "ann@example.com");
        var made = await browser.CreateAsync(registration.OptionsJson, Cancel);
        var first = await Web.GetTokenAsync(new PasskeyGrant(registration, Auth0PasskeyAnswer.Parse(made)), cancellationToken: Cancel);
        var login = await Mobile.StartPasskeyLoginAsync(Options, Log, Cancel);
        var signed = await browser.GetAsync(login.OptionsJson, Cancel);
        var second = await Mobile.GetTokenAsync(new PasskeyGrant(login, Auth0PasskeyAnswer.Parse(signed)), cancellationToken: Cancel);

        Assert.Equal(first.Subject, second.Subject);
        Assert.Equal(Tenant.GetUser("ann@example.com").UserId, second.Subject);
        Assert.Equal([Auth0PasskeyAnswer.Parse(signed).CredentialId], Tenant.GetPasskeys(Tenant.GetUser("ann@example.com")));
    }
}
