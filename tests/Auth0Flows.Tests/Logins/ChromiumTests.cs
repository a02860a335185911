using System.Diagnostics;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

/// <summary>The browser login in a real browser: headless Chromium follows /authorize, and the page posts its form.</summary>
public sealed class ChromiumTests : BrowserTest
{
    private static readonly string? _chromium = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    [Fact]
    public async Task HybridLogin_ByFormPost_EndsInASignedInSession()
    {
        Assert.SkipWhen(_chromium is null, "No chromium is on the PATH: the browser login was not driven by a real browser.");
        Start(options => options.TimeProvider = TimeProvider.System);
        Tenant.SignInAs = Tenant.GetUser("alice");
        var session = Connect(
            Auth0ClientAuthentication.SecretPost(WebApplication.ClientId, WebApplication.ClientSecret!),
            systemTime: true
        );
        var profile = Directory.CreateTempSubdirectory("auth0flows").FullName;
        Process? browser = null;
        try
        {
            var token = await session.SignInByBrowserAsync(
                Options("code id_token token", redirectUri: "http://127.0.0.1:0/callback"),
                uri =>
                {
                    Register(System.Web.HttpUtility.ParseQueryString(uri.Query)["redirect_uri"]!);
                    browser = Process.Start(
                        new ProcessStartInfo(
                            _chromium!,
                            [
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--no-proxy-server",
                                $"--user-data-dir={profile}",
                                uri.AbsoluteUri,
                            ]
                        )
                        {
                            RedirectStandardError = true,
                            RedirectStandardOutput = true,
                        }
                    );
                    browser!.BeginErrorReadLine();
                    browser.BeginOutputReadLine();
                    return Task.CompletedTask;
                },
                TimeSpan.FromMinutes(2),
                cancellationToken: Cancel
            );

            Assert.Equal(Tenant.GetUser("alice").UserId, token.Subject);
            Assert.NotNull(token.FrontChannelAccessToken);
            Assert.Same(token, await session.GetTokenAsync(Orders, cancellationToken: Cancel));
        }
        finally
        {
            browser?.Kill(entireProcessTree: true);
            if (browser is not null)
            {
                await browser.WaitForExitAsync(Cancel);
                browser.Dispose();
            }

            try
            {
                Directory.Delete(profile, recursive: true);
            }
            catch (IOException)
            {
                // A process of the browser is still writing; the system cleans up its temporary files later.
            }
        }
    }
}
