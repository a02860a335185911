using System.Collections;
using System.Collections.Specialized;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

public sealed class ManagementObjectTests : ObjectTest
{
    public static TheoryData<string> Kinds =>
        [
            "User",
            "Connection",
            "ResourceServer",
            "ClientGrant",
            "Organization",
            "Member",
            "Role",
            "Permission",
            "UserBlock",
            "UserSession",
            "UserRefreshToken",
            "UserGrant",
            "UserDevice",
            "AuthenticationMethod",
            "Ticket",
            "MfaEnrollmentTicket",
            "EventStream",
            "EventDelivery",
            "Form",
            "Flow",
            "FlowConnection",
            "CustomDomain",
            "NetworkAcl",
            "BrandingTheme",
            "Branding",
            "PromptSetting",
            "UniversalLoginTemplate",
            "Log",
            "Job",
            "JobError",
            "Action",
            "ActionVersion",
            "ActionTrigger",
            "ActionBinding",
            "ActionTest",
            "LogStream",
            "EmailTemplate",
            "EmailProvider",
            "Tenant",
            "SigningKey",
            "EncryptionKey",
            "WrappingKey",
            "DailyStatistic",
            "AttackProtection",
            "Invitation",
            "OrganizationConnection",
            "ConnectionClient",
            "ScimConfiguration",
            "ScimToken",
            "ClientCredential",
            "SelfServiceProfile",
            "SelfServiceTicket",
            "TokenExchangeProfile",
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Object_GoesBackAsItCame(string kind)
    {
        var (_, given, sent) = await ReadAsync(kind);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(given), JsonNode.Parse(sent)), sent);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Object_HasAllItsDocumentedProperties(string kind)
    {
        var (read, _, _) = await ReadAsync(kind);

        // The examples contain all properties: an empty one here has another name in the API.
        Assert.All(read.GetType().GetProperties(), property => Assert.True(property.GetValue(read) is not null, property.Name));
        Assert.NotEmpty(read.AdditionalProperties);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Object_NamesItself_WithoutSecrets(string kind)
    {
        var (read, _, _) = await ReadAsync(kind);

        Assert.NotEqual(read.GetType().FullName, read.ToString());
        Assert.DoesNotMatch("s3cret|t0ken", read.ToString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Object_HasItsSecretsMaskedAlone(string kind)
    {
        var (read, given, _) = await ReadAsync(kind);

        var texts = new List<string>();
        var secrets = new List<string>();
        Collect(read, texts, secrets);

        Assert.DoesNotContain(texts, text => Regex.IsMatch(text, "s3cret|t0ken"));
        Assert.DoesNotContain(secrets, secret => secret.StartsWith("public", StringComparison.Ordinal));
        Assert.Equal(Regex.Count(given, @"s3cret-\d+|t0ken-\d+"), secrets.Count);
    }

    [Fact]
    public async Task User_HasItsDocumentedValues()
    {
        var user = await ReadUserAsync(DocumentedObject.User);

        Assert.Equal("auth0|507f1f77bcf86cd799439020", user.UserId);
        Assert.Equal("Ada Lovelace", user.ToString());
        Assert.True(user.EmailVerified);
        Assert.False(user.Blocked);
        Assert.Equal(42, user.LoginsCount);
        Assert.Equal(new DateTimeOffset(2026, 8, 9, 10, 11, 12, 130, TimeSpan.Zero), user.LastLogin);
        Assert.Equal("dark", user.UserMetadata!["theme"]);
        Assert.Equal("light", user.UserMetadata["Theme"]);
        Assert.Equal(3L, Assert.IsType<OrderedDictionary>(user.AppMetadata!["plan"])["level"]);
        Assert.Equal(
            ["auth0|507f1f77bcf86cd799439020", "google-oauth2|115015401343387192604"],
            user.Identities!.Select(identity => identity.ToString())
        );
        Assert.True(user.Identities![1].IsSocial);
        Assert.Equal("t0ken-1", user.Identities[1].AccessToken!.Reveal());
        Assert.Equal(3599L, user.Identities[1].AdditionalProperties["expires_in"]);
        Assert.Equal(["shoe_size", "groups"], user.AdditionalProperties.Keys.Cast<string>());
    }

    [Fact]
    public async Task Connection_HidesWhatIsSecret_AndNothingElse()
    {
        var connection = await ReadAsync(Auth0Resources.Connections, DocumentedObject.Connection);

        Assert.Equal("s3cret-1", Assert.IsType<Auth0Secret>(connection.Options!["client_secret"]).Reveal());
        Assert.Equal(true, connection.Options["ext_access_token"]);
        Assert.Equal("good", connection.Options["passwordPolicy"]);
        Assert.Equal(
            "required",
            ((OrderedDictionary)((OrderedDictionary)connection.Options["authentication_methods"]!)["password"]!)["api_behavior"]
        );
        Assert.Equal("public-1", connection.PublicOptions!["client_id"]);
        Assert.Equal("bearer", ((OrderedDictionary)connection.PublicOptions["gateway_authentication"]!)["method"]);
        var texts = new List<string>();
        var secrets = new List<string>();
        Collect(connection.PublicOptions, texts, secrets);
        Assert.Empty(secrets);
    }

    [Theory]
    [InlineData("[\"s3cret\"]")]
    [InlineData("\"s3cret\"")]
    public async Task Options_ThatAreNoObject_AreUnread_AndNotAmongWhatIsShown(string options)
    {
        var connection = await ReadAsync(Auth0Resources.Connections, $$"""{"id":"con_1","options":{{options}}}""");

        Assert.Equal("con_1", connection.Id);
        Assert.Equal(["options"], connection.UnreadProperties);
        Assert.DoesNotContain("s3cret", Auth0Resources.Connections.ToJson(connection), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"openid  read:orders\"")]
    [InlineData("[\"openid\",\"read:orders\"]")]
    public async Task Log_HasItsScopes_HoweverTheyAreTold(string scope) =>
        Assert.Equal(["openid", "read:orders"], (await ReadAsync(Auth0Resources.Logs, $$"""{"log_id":"1","scope":{{scope}}}""")).Scope!);

    [Fact]
    public async Task OrganizationMembers_AreReadByTheOrganizationsId_AsOneSegment()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 200,
                Body = $$"""{"start":0,"limit":100,"total":1,"members":[{{DocumentedObject.Member}}]}""",
            }
        );

        var members = new List<Auth0OrganizationMember>();
        await foreach (var member in Session.ListAsync(Auth0Resources.OrganizationMembers("org/1"), cancellationToken: Cancel))
        {
            members.Add(member);
        }

        Assert.Equal("admin", Assert.Single(Assert.Single(members).Roles!).ToString());
        Assert.Equal("/api/v2/organizations/org%2F1/members", Tenant.Requests[^1].Path);
    }

    [Fact]
    public async Task Permission_HasItsSources()
    {
        var permission = await ReadAsync(Auth0Resources.UserPermissions("auth0|1"), DocumentedObject.Permission);

        Assert.Equal("https://orders.example.com/: read:orders", permission.ToString());
        Assert.Equal(["DIRECT", "admin"], permission.Sources!.Select(source => source.ToString()));
    }

    private async Task<(Auth0Object Read, string Given, string Sent)> ReadAsync(string kind) =>
        kind switch
        {
            "User" => await ReadAsync(DocumentedObject.User, Auth0Resources.Users),
            "Connection" => await ReadAsync(DocumentedObject.Connection, Auth0Resources.Connections),
            "ResourceServer" => await ReadAsync(DocumentedObject.ResourceServer, Auth0Resources.ResourceServers),
            "ClientGrant" => await ReadAsync(DocumentedObject.ClientGrant, Auth0Resources.ClientGrants),
            "Organization" => await ReadAsync(DocumentedObject.Organization, Auth0Resources.Organizations),
            "Member" => await ReadAsync(DocumentedObject.Member, Auth0Resources.OrganizationMembers("org_1")),
            "Role" => await ReadAsync(DocumentedObject.Role, Auth0Resources.Roles),
            "Permission" => await ReadAsync(DocumentedObject.Permission, Auth0Resources.UserPermissions("auth0|1")),
            "UserBlock" => await ReadAsync(DocumentedObject.UserBlock, Auth0Resources.UserBlocks("auth0|1")),
            "UserSession" => await ReadAsync(DocumentedObject.UserSession, Auth0Resources.UserSessions),
            "UserRefreshToken" => await ReadAsync(DocumentedObject.UserRefreshToken, Auth0Resources.UserRefreshTokens),
            "UserGrant" => await ReadAsync(DocumentedObject.UserGrant, Auth0Resources.UserGrants),
            "UserDevice" => await ReadAsync(DocumentedObject.UserDevice, Auth0Resources.UserDevices),
            "AuthenticationMethod" => await ReadAsync(
                DocumentedObject.AuthenticationMethod,
                Auth0Resources.AuthenticationMethodsOf("auth0|1")
            ),
            "Ticket" => await ReadAsync(DocumentedObject.Ticket, Auth0Resources.PasswordTickets),
            "MfaEnrollmentTicket" => await ReadAsync(DocumentedObject.MfaEnrollmentTicket, Auth0Resources.MfaEnrollmentTickets),
            "EventStream" => await ReadAsync(DocumentedObject.EventStream, Auth0Resources.EventStreams),
            "EventDelivery" => await ReadAsync(DocumentedObject.EventDelivery, Auth0Resources.EventDeliveriesOf("est_1")),
            "Form" => await ReadAsync(DocumentedObject.Form, Auth0Resources.Forms),
            "Flow" => await ReadAsync(DocumentedObject.Flow, Auth0Resources.Flows),
            "FlowConnection" => await ReadAsync(DocumentedObject.FlowConnection, Auth0Resources.FlowConnections),
            "CustomDomain" => await ReadAsync(DocumentedObject.CustomDomain, Auth0Resources.CustomDomains),
            "NetworkAcl" => await ReadAsync(DocumentedObject.NetworkAcl, Auth0Resources.NetworkAcls),
            "BrandingTheme" => await ReadAsync(DocumentedObject.BrandingTheme, Auth0Resources.BrandingThemes),
            "Branding" => await ReadAsync(DocumentedObject.Branding, Auth0Resources.Branding),
            "PromptSetting" => await ReadAsync(DocumentedObject.PromptSetting, Auth0Resources.PromptSettings),
            "UniversalLoginTemplate" => await ReadAsync(DocumentedObject.UniversalLoginTemplate, Auth0Resources.UniversalLoginTemplate),
            "Log" => await ReadAsync(DocumentedObject.Log, Auth0Resources.Logs),
            "Job" => await ReadAsync(DocumentedObject.Job, Auth0Resources.Jobs),
            "Action" => await ReadAsync(DocumentedObject.Action, Auth0Resources.Actions),
            "ActionVersion" => await ReadAsync(DocumentedObject.ActionVersion, Auth0Resources.ActionVersions("a")),
            "ActionTrigger" => await ReadAsync(DocumentedObject.ActionTrigger, Auth0Resources.ActionTriggers),
            "ActionBinding" => await ReadAsync(DocumentedObject.ActionBinding, Auth0Resources.ActionBindings("post-login")),
            "ActionTest" => await ReadAsync(DocumentedObject.ActionTest, Auth0Resources.ActionTests("a")),
            "LogStream" => await ReadAsync(DocumentedObject.LogStream, Auth0Resources.LogStreams),
            "EmailTemplate" => await ReadAsync(DocumentedObject.EmailTemplate, Auth0Resources.EmailTemplates),
            "EmailProvider" => await ReadAsync(DocumentedObject.EmailProvider, Auth0Resources.EmailProvider),
            "Tenant" => await ReadAsync(DocumentedObject.Tenant, Auth0Resources.Tenant),
            "SigningKey" => await ReadAsync(DocumentedObject.SigningKey, Auth0Resources.SigningKeys),
            "EncryptionKey" => await ReadAsync(DocumentedObject.EncryptionKey, Auth0Resources.EncryptionKeys),
            "WrappingKey" => await ReadAsync(DocumentedObject.WrappingKey, Auth0Resources.WrappingKeys("k")),
            "DailyStatistic" => await ReadAsync(DocumentedObject.DailyStatistic, Auth0Resources.DailyStatistics),
            "AttackProtection" => await ReadAsync(DocumentedObject.AttackProtection, Auth0Resources.AttackProtection("Captcha")),
            "Invitation" => await ReadAsync(DocumentedObject.Invitation, Auth0Resources.OrganizationInvitations("org_1")),
            "OrganizationConnection" => await ReadAsync(
                DocumentedObject.OrganizationConnection,
                Auth0Resources.OrganizationConnections("org_1")
            ),
            "ConnectionClient" => await ReadAsync(DocumentedObject.ConnectionClient, Auth0Resources.ConnectionClients("con_1")),
            "ScimConfiguration" => await ReadAsync(DocumentedObject.ScimConfiguration, Auth0Resources.ScimConfigurations),
            "ScimToken" => await ReadAsync(DocumentedObject.ScimToken, Auth0Resources.ScimTokens("con_1")),
            "ClientCredential" => await ReadAsync(DocumentedObject.ClientCredential, Auth0Resources.ClientCredentials("abc")),
            "SelfServiceProfile" => await ReadAsync(DocumentedObject.SelfServiceProfile, Auth0Resources.SelfServiceProfiles),
            "SelfServiceTicket" => await ReadAsync(DocumentedObject.SelfServiceTicket, Auth0Resources.SelfServiceTickets("ssp_1")),
            "TokenExchangeProfile" => await ReadAsync(DocumentedObject.TokenExchangeProfile, Auth0Resources.TokenExchangeProfiles),
            _ => await ReadAsync(DocumentedObject.JobError, Auth0Resources.JobErrors("job_1")),
        };

    private async Task<(Auth0Object Read, string Given, string Sent)> ReadAsync<T>(string given, Auth0Resource<T> resource)
        where T : Auth0Object
    {
        var read = await ReadAsync(resource, given);
        return (read, given, resource.ToJson(read));
    }

    /// <summary>Collects everything that is visible of an object, at any depth.</summary>
    private static void Collect(object? value, List<string> texts, List<string> secrets)
    {
        switch (value)
        {
            case Auth0Secret secret:
                secrets.Add(secret.Reveal());
                break;
            case string text:
                texts.Add(text);
                break;
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary)
                {
                    Collect(entry.Value, texts, secrets);
                }

                break;
            case IEnumerable several:
                foreach (var item in several)
                {
                    Collect(item, texts, secrets);
                }

                break;
            case Auth0Object typed:
                foreach (var property in typed.GetType().GetProperties())
                {
                    Collect(property.GetValue(typed), texts, secrets);
                }

                break;
        }
    }
}
