using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

/// <summary>The description of a change before it is sent, and what prevents the change.</summary>
public sealed class ChangeTests : SessionTest
{
    [Fact]
    public async Task Change_IsToldFieldByField_BeforeAndAfter_WithoutWhatStays()
    {
        var client = await CreateAsync("web", description: "old");

        var text = await DescribeAsync(
            HttpMethod.Patch,
            $"clients/{client.ClientId}",
            new Dictionary<string, object?>
            {
                ["name"] = "web",
                ["description"] = "new",
                ["callbacks"] = new[] { "https://app.example.com/" },
            }
        );

        Assert.Equal(
            $"""
            PATCH {Tenant.Domain}/api/v2/clients/{client.ClientId}
                description: old → new
                callbacks: [] → ["https://app.example.com/"]
            """.ReplaceLineEndings("\n"),
            text
        );
        Assert.Equal("old", (await Session.GetAsync(Auth0Resources.Clients, client.ClientId!, Log, Cancel)).Description);
    }

    [Fact]
    public async Task Secrets_AreMasked_AtAnyDepth()
    {
        var text = await DescribeAsync(
            HttpMethod.Post,
            "connections",
            new Dictionary<string, object?>
            {
                ["name"] = "google",
                ["options"] = new Dictionary<string, object?>
                {
                    ["client_id"] = "shown",
                    ["client_secret"] = "CANARY-1",
                    ["deep"] = new[] { new Dictionary<string, object?> { ["password"] = "CANARY-2" } },
                },
                ["password"] = Secret("CANARY-3"),
            }
        );

        Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal);
        Assert.Contains("shown", text, StringComparison.Ordinal);
        Assert.Contains("    password: ********", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deletion_NamesWhatGoes()
    {
        var client = await CreateAsync("doomed");

        Assert.EndsWith(
            "\n    name: doomed",
            await DescribeAsync(HttpMethod.Delete, $"clients/{client.ClientId}"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Change_OfWhatCannotBeRead_IsToldAllTheSame()
    {
        var text = await DescribeAsync(HttpMethod.Patch, "clients/none", new Dictionary<string, object?> { ["name"] = "new" });

        Assert.Equal($"PATCH {Tenant.Domain}/api/v2/clients/none\n    name: new", text);
    }

    [Fact]
    public async Task Text_OfTheTenant_CannotDriveTheTerminal()
    {
        var client = await CreateAsync("web", description: "\u001b[2Jgone");

        Assert.DoesNotContain(
            '\u001b',
            await DescribeAsync(HttpMethod.Patch, $"clients/{client.ClientId}", """{"description":"\u001b]0;x"}""")
        );
    }

    [Theory]
    [InlineData(
        "users",
        """{"email":"alice@example.com","connection":"Username-Password-Authentication","password":"Long-enough-1"}""",
        "auth0|"
    )]
    [InlineData("connections", """{"name":"Username-Password-Authentication","strategy":"auth0"}""", "con_")]
    public async Task Conflict_NamesTheObjectThatIsThere(string path, string body, string id)
    {
        var failure = await FailsAsync<Auth0ApiException>(Auth0ErrorCode.Conflict, () => SendAsync(HttpMethod.Post, path, body));

        Assert.Contains($"The existing object is {id}", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Existing!["user_id"] ?? failure.Existing["id"]);
    }

    [Fact]
    public async Task Conflict_OfARole_NamesTheOneOfThatName_NotOneThatHoldsIt()
    {
        foreach (var name in new[] { "an admin of it", "Admin of it" })
        {
            await SendAsync(HttpMethod.Post, "roles", new Dictionary<string, object?> { ["name"] = name });
        }

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.Conflict,
            () => SendAsync(HttpMethod.Post, "roles", new Dictionary<string, object?> { ["name"] = "Admin of it" })
        );

        Assert.Equal("Admin of it", failure.Existing!["name"]);
    }

    [Fact]
    public async Task Conflict_OfAUser_NamesTheOneOfThatConnection()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/users",
                StatusCode = 409,
                Body = """{"statusCode":409,"error":"Conflict","message":"The user already exists.","errorCode":"auth0_idp_error"}""",
            }
        );
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/users-by-email",
                StatusCode = 200,
                Body =
                    """[{"user_id":"google-oauth2|1","identities":[{"connection":"google-oauth2"}]},{"user_id":"auth0|2","identities":[{"connection":"Main"}]}]""",
            }
        );

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.Conflict,
            () => SendAsync(HttpMethod.Post, "users", """{"email":"a@example.com","connection":"Main"}""")
        );

        Assert.Equal("auth0|2", failure.Existing!["user_id"]);
    }

    [Fact]
    public async Task Conflict_NamesTheObjectThatIsThere_WhateverElseTheAnswerHolds()
    {
        const string Refused = """{"statusCode":409,"error":"Conflict","message":"A connection with the same name already exists"}""";
        const string Found = """{"\ud800":[],"connections":[{"id":"con_1","name":"x"}]}""";
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "POST",
                Path = "/api/v2/connections",
                StatusCode = 409,
                Body = Refused,
            }
        );
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "GET",
                Path = "/api/v2/connections",
                StatusCode = 200,
                Body = Found,
            }
        );

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.Conflict,
            () => SendAsync(HttpMethod.Post, "connections", """{"name":"x","strategy":"auth0"}""")
        );

        Assert.EndsWith("The existing object is con_1.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conflict_HidesTheSecretsOfTheObjectThatIsThere()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "GET",
                Path = "/api/v2/connections",
                StatusCode = 200,
                Body = """[{"id":"con_1","name":"google","options":{"client_id":"shown","client_secret":"CANARY"}}]""",
            }
        );
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Method = "POST",
                Path = "/api/v2/connections",
                StatusCode = 409,
                Body = """{"statusCode":409,"error":"Conflict","message":"A connection with the same name already exists"}""",
            }
        );

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.Conflict,
            () => SendAsync(HttpMethod.Post, "connections", """{"name":"google","strategy":"google-oauth2"}""")
        );

        var options = Assert.IsType<System.Collections.Specialized.OrderedDictionary>(failure.Existing!["options"]);
        Assert.Equal("shown", options["client_id"]);
        Assert.Null(options["client_secret"] as string);
    }

    [Fact]
    public async Task Conflict_OfACallWithATokenOfItsOwn_IsLookedUpWithThatToken()
    {
        var token = await GetTokenAsync(Tenant.ManagementAudience);
        Connect(Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Secret("wrong")));
        using var other = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(Tenant.Domain),
                Client = Auth0ClientAuthentication.SecretPost(Tenant.ClientId, Secret("wrong")),
                TimeProvider = Time,
                MaximumRetryCount = 0,
            }
        );
        Tenant.ClearRequests();

        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.Conflict,
            () =>
                other.SendAsync(
                    new Auth0ApiRequest
                    {
                        Method = HttpMethod.Post,
                        Path = "connections",
                        Body = """{"name":"Username-Password-Authentication","strategy":"auth0"}""",
                        Token = token,
                    },
                    Log,
                    Cancel
                )
        );

        Assert.Equal(0, TokenRequests);
        Assert.NotNull(failure.Existing);
    }

    [Fact]
    public async Task Deletion_WithABody_TellsWhatIsTakenAway() =>
        Assert.Contains(
            "roles: [\"rol_1\"]",
            await DescribeAsync(
                HttpMethod.Delete,
                $"users/{Uri.EscapeDataString(Tenant.GetUser("alice").UserId)}/roles",
                """{"roles":["rol_1"]}"""
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("actions/actions", """{"name":"a","secrets":[{"name":"shown","value":"CANARY"}]}""")]
    [InlineData("log-streams", """{"sink":{"httpAuthorization":"CANARY","segmentWriteKey":"CANARY"}}""")]
    [InlineData("guardian/factors/push-notification/providers/apns", """{"p12":"CANARY"}""")]
    [InlineData("guardian/factors/push-notification/providers/fcm", """{"server_key":"CANARY"}""")]
    [InlineData("guardian/factors/push-notification/providers/fcmv1", """{"server_credentials":"CANARY"}""")]
    [InlineData("emails/provider", """{"name":"smtp","credentials":{"smtp_host":"h","smtp_pass":"CANARY"}}""")]
    [InlineData("some/thing", """{"smtp_pass":"CANARY","deep":[{"smtp_pass":"CANARY"}]}""")]
    [InlineData("rules-configs/KEY", """{"value":"CANARY"}""")]
    [InlineData("hooks/1/secrets", """{"ANY_NAME":"CANARY"}""")]
    [InlineData("keys/encryption/1", """{"wrapped_key":"CANARY"}""")]
    public async Task Secrets_AreMasked_UnderWhicheverNameAuth0HasThem(string path, string body)
    {
        var text = await DescribeAsync(HttpMethod.Post, path, body);

        Assert.DoesNotContain("CANARY", text, StringComparison.Ordinal);
        Assert.Contains("********", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_IsToldWithoutSecretsAndControlCharacters()
    {
        var text = await Session.DescribeAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Path = "jobs/users-imports",
                Form = [new Auth0FormPart("password") { Text = "CANARY" }, new Auth0FormPart("note") { Text = "a\u001b[2Jb" }],
            },
            Log,
            Cancel
        );

        Assert.EndsWith("\n    password: ********\n    note: a [2Jb", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conflict_OfAGrant_NamesTheGrant()
    {
        var body = new Dictionary<string, object?>
        {
            ["client_id"] = Tenant.ClientId,
            ["audience"] = Tenant.ManagementAudience,
            ["scope"] = Array.Empty<string>(),
        };

        var failure = await FailsAsync<Auth0ApiException>(Auth0ErrorCode.Conflict, () => SendAsync(HttpMethod.Post, "client-grants", body));

        Assert.Equal(Tenant.ClientId, failure.Existing!["client_id"]);
        Assert.Contains("The existing object is cgr_", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InvalidBody_NamesTheProperty()
    {
        var failure = await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.InvalidBody,
            () => SendAsync(HttpMethod.Post, "clients", """{"name":"web","app_type":"none"}""")
        );

        Assert.Equal("app_type", failure.Property);
    }

    [Fact]
    public void Paging_OfTheResources_IsThatOfTheCatalogue()
    {
        void Check<T>(Auth0Resource<T> resource)
            where T : class => Assert.Equal(resource.Paging, resource.Paging & Auth0Endpoints.PagingOf(resource.Path));

        Check(Auth0Resources.Clients);
        Check(Auth0Resources.ClientGrants);
        Check(Auth0Resources.Connections);
        Check(Auth0Resources.Logs);
        Check(Auth0Resources.Organizations);
        Check(Auth0Resources.ResourceServers);
        Check(Auth0Resources.Roles);
        Check(Auth0Resources.Users);
        Check(Auth0Resources.OrganizationMembers("org_1"));
        Check(Auth0Resources.RolesOf("auth0|1"));
        Check(Auth0Resources.UsersOf("rol_1"));
        Check(Auth0Resources.OrganizationsOf("auth0|1"));
        Check(Auth0Resources.LogsOf("auth0|1"));
        Check(Auth0Resources.JobErrors("job_1"));
    }

    private Task<Auth0Client> CreateAsync(string name, string description = "") =>
        Session.CreateAsync(
            Auth0Resources.Clients,
            new Dictionary<string, object?>
            {
                ["name"] = name,
                ["description"] = description,
                ["callbacks"] = Array.Empty<string>(),
            },
            Log,
            Cancel
        );

    private Task<string> DescribeAsync(HttpMethod method, string path, object? body = null) =>
        Session.DescribeAsync(
            new Auth0ApiRequest
            {
                Method = method,
                Path = path,
                Body = body,
            },
            Log,
            Cancel
        );
}
