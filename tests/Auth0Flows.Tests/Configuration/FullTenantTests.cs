using System.Collections;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Configuration;

/// <summary>All kinds at once: a tenant with everything, as files and as another tenant.</summary>
public sealed class FullTenantTests : ConfigurationTest
{
    [Fact]
    public async Task Export_HasNoSecret_AndIsTheSameTwice()
    {
        await new FullTenant(Session, Cancel).FillAsync();

        var files = await ExportAsync();
        var again = (await ReadTenantAsync()).ToFiles(Folder);

        Assert.Empty(await again.WriteAsync(Cancel));
        Assert.All(files.Paths, static path => Assert.DoesNotContain(FullTenant.Secret, File.ReadAllText(path), StringComparison.Ordinal));
        Assert.Equal(Auth0Configuration.AllKinds.Except(["themes"]), ReadFolder().Kinds);
        Assert.Empty((await ReadTenantAsync()).Notices);
        Assert.Empty(await CompareAsync());
    }

    [Fact]
    public async Task Files_AreThoseOfDeployCli()
    {
        await new FullTenant(Session, Cancel).FillAsync();

        var files = await ExportAsync();

        Assert.Subset(
            files.Paths.Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).ToHashSet(),
            new HashSet<string>
            {
                "actions/Add claims.json",
                "actions/Add claims/code.js",
                "attack-protection/captcha.json",
                "branding/branding.json",
                "branding/templates/universal_login.html",
                "branding/templates/universal_login.json",
                "clients/Kiosk - Süd.json",
                "connections/acme-oidc.json",
                "custom-domains/custom-domains.json",
                "database-connections/own-users/database.json",
                "database-connections/own-users/get_user.js",
                "database-connections/own-users/login.js",
                "emails/provider.json",
                "emails/welcome_email.html",
                "emails/welcome_email.json",
                "grants/Kiosk - Süd-Stock.json",
                "guardian/factors/otp.json",
                "guardian/policies.json",
                "log-streams/Splunk.json",
                "organizations/initech.json",
                "pages/error_page.html",
                "pages/error_page.json",
                "prompts/custom-text.json",
                "prompts/partials.json",
                "prompts/partials/login/login/form-content-start.liquid",
                "prompts/prompts.json",
                "resource-servers/Stock.json",
                "roles/Keeper.json",
                "tenant.json",
                "triggers/triggers.json",
            }
        );
        Assert.Equal(
            """
            {
              "name": "initech",
              "branding": {
                "colors": {
                  "page_background": "#ffffff",
                  "primary": "#112233"
                }
              },
              "client_grants": [
                {
                  "client_id": "Kiosk / Süd"
                }
              ],
              "connections": [
                {
                  "assign_membership_on_login": true,
                  "is_signup_enabled": false,
                  "name": "acme-oidc",
                  "show_as_button": true
                },
                {
                  "assign_membership_on_login": false,
                  "is_signup_enabled": false,
                  "name": "own-users",
                  "show_as_button": true
                }
              ],
              "display_name": "Initech GmbH",
              "metadata": {
                "plan": "gold"
              }
            }

            """.ReplaceLineEndings("\n"),
            Read("organizations/initech.json")
        );
        Assert.Equal(
            """
            {
              "post-login": [
                {
                  "action_name": "Add claims",
                  "display_name": "Claims first"
                }
              ]
            }

            """.ReplaceLineEndings("\n"),
            Read("triggers/triggers.json")
        );
    }

    [Fact]
    public async Task Import_IntoANewTenant_LeavesNoDifference()
    {
        await new FullTenant(Session, Cancel).FillAsync();
        await ExportAsync();
        await using var other = Auth0LocalTenant.Start(new Auth0LocalTenantOptions { TimeProvider = Time });
        using var session = ConnectTo(other);
        var mapping = new Hashtable
        {
            ["CONNECTIONS_ACME_OIDC_OPTIONS_CLIENT_SECRET"] = "given",
            ["LOGSTREAMS_SPLUNK_SINK_SPLUNKTOKEN"] = "given",
            ["ATTACKPROTECTION_CAPTCHA_RECAPTCHA_V2_SECRET"] = "given",
        };
        var folder = ReadFolder(mapping);
        // The provider can't be created without credentials, and no file has any.
        Replace("emails/provider.json", "\"name\"", "\"credentials\": { \"api_key\": \"##MAIL##\" }, \"name\"");
        mapping["MAIL"] = "given";
        folder = ReadFolder(mapping);
        var tenant = await session.ReadConfigurationAsync(null, Log, Cancel);

        var plan = session.PlanConfiguration(folder.Compare(tenant), tenant);
        foreach (var change in plan.Changes)
        {
            await plan.ApplyAsync(change, Log, Cancel);
        }

        tenant = await session.ReadConfigurationAsync(null, Log, Cancel);
        Assert.Empty(folder.Compare(tenant));
        Assert.Empty((await ReadTenantAsync()).Compare(tenant));
        Assert.Contains(plan.Changes, static change => change.ToString() == "Create actions Add claims");
        Assert.Single(other.Requests, static request => request.Path.EndsWith("/deploy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task EditedFiles_AreApplied_AndNothingElse()
    {
        await new FullTenant(Session, Cancel).FillAsync();
        await ExportAsync();
        Write("actions/Add claims/code.js", "exports.onExecutePostLogin = async () => { /* new */ };");
        Write("emails/welcome_email.html", "<p>Hi</p>");
        Write("database-connections/own-users/login.js", "function login() {}");
        Replace("triggers/triggers.json", "Claims first", "Claims");
        Replace("prompts/custom-text.json", "Willkommen", "Hallo");
        Replace("organizations/initech.json", "\"assign_membership_on_login\": true", "\"assign_membership_on_login\": false");
        Replace("log-streams/Splunk.json", "splunk.example.com", "splunk2.example.com");
        Replace("guardian/policies.json", "all-applications", "confidence-score");
        Replace("grants/Kiosk - Süd-Stock.json", "\"write:stock\"", "\"read:stock\"");
        Edit("tenant.json", "session_lifetime", 1.5);
        Tenant.ClearRequests();

        var changes = await ImportAsync();

        Assert.Equal(
            [
                "Update clientGrants Kiosk / Süd → https://stock.example.com/",
                "Update actions Add claims",
                "Update databases own-users",
                "Update organizations initech",
                "Update triggers post-login",
                "Update emailTemplates welcome_email",
                "Update prompts customText",
                "Update guardianPolicies policies",
                "Update logStreams Splunk",
                "Update tenant tenant",
            ],
            changes
        );
        Assert.Empty(await CompareAsync());
        var stream = Assert.Single(
            Tenant.Requests,
            static request => request.Method == "PATCH" && request.Path.Contains("/log-streams/", StringComparison.Ordinal)
        );
        Assert.Contains("CANARY-splunk", stream.ReadBody(), StringComparison.Ordinal);
        Assert.Contains(Tenant.Requests, static request => request.ReadBody() == """{"session_lifetime_in_minutes":90}""");
    }

    [Fact]
    public async Task Removal_OfEverything_LeavesNothingToRemove()
    {
        await new FullTenant(Session, Cancel).FillAsync();
        await ExportAsync();
        foreach (
            var file in new[]
            {
                "clients/Kiosk - Süd.json",
                "grants/Kiosk - Süd-Stock.json",
                "roles/Keeper.json",
                "resource-servers/Stock.json",
                "connections/acme-oidc.json",
                "organizations/initech.json",
                "log-streams/Splunk.json",
                "actions/Add claims.json",
            }
        )
        {
            File.Delete(PathOf(file));
        }

        Write("triggers/triggers.json", "{}");
        Write("custom-domains/custom-domains.json", "[]");
        Directory.Delete(PathOf("database-connections/own-users"), recursive: true);

        await ImportAsync(removes: true);

        Assert.Empty(await CompareAsync());
    }

    private static Auth0Session ConnectTo(Auth0LocalTenant tenant) =>
        new(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(tenant.Domain),
                Client = Auth0ClientAuthentication.SecretPost(tenant.ClientId, tenant.ClientSecret),
            }
        );
}
