using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Api;

public sealed class ApiCallTests : SessionTest
{
    [Fact]
    public async Task Path_IsCalledWithAManagementToken()
    {
        await SendAsync(HttpMethod.Get, "clients");

        Assert.Equal(Tenant.ManagementAudience, Tenant.Requests[0].Form["audience"]);
        Assert.Equal("/api/v2/clients", Tenant.Requests[1].Path);
        Assert.StartsWith("Bearer ", Tenant.Requests[1].Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(2, Tenant.Requests.Count);
    }

    [Theory]
    [InlineData("/clients")]
    [InlineData("api/v2/clients")]
    [InlineData("/api/v2/clients")]
    public async Task Path_WrittenOtherwise_IsTheSame(string path)
    {
        await SendAsync(HttpMethod.Get, path);

        Assert.Equal("/api/v2/clients", Tenant.Requests[^1].Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("https://evil.example.com/clients")]
    [InlineData("//evil.example.com/clients")]
    [InlineData("clients/../../oauth/token")]
    [InlineData("clients/%2e%2e/users")]
    [InlineData("clients/..%2fusers")]
    [InlineData("clients/..%2Fusers")]
    [InlineData("clients/%2e%2e%2fusers")]
    [InlineData("clients/x%2f..%2f..%2fusers")]
    [InlineData("clients/..%5cusers")]
    [InlineData("clients/%252e%252e%252fusers")]
    [InlineData("..%2f..%2foauth/token")]
    [InlineData("%2e%2e/users")]
    [InlineData("..\\x")]
    [InlineData("clients#x")]
    [InlineData("users/.. ")]
    [InlineData(".. ")]
    [InlineData("users/ ../x")]
    public async Task Path_ThatLeavesTheManagementApi_IsRefusedBeforeAnythingIsSent(string path)
    {
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.InvalidApiAddress, () => SendAsync(HttpMethod.Get, path));

        Assert.Empty(Tenant.Requests);
    }

    [Fact]
    public async Task Query_IsEncodedAndAddedToThePaths()
    {
        await Session.SendAsync(
            new Auth0ApiRequest { Path = "clients?per_page=5", Query = [new("fields", "name,client_id"), new("q", "a&b c+d")] },
            cancellationToken: Cancel
        );

        Assert.Equal("per_page=5&fields=name%2Cclient_id&q=a%26b%20c%2Bd", Tenant.Requests[^1].Query.TrimStart('?'));
    }

    [Fact]
    public async Task CustomDomain_NamesItsManagementAudience()
    {
        Tenant.AddApi("https://acme.eu.auth0.com/api/v2/", "read:clients");
        var session = Connect(managementAudience: "https://acme.eu.auth0.com/api/v2/");

        // The local tenant has only its own Management API; what matters here is the requested audience.
        await Assert.ThrowsAsync<Auth0ApiException>(() =>
            session.SendAsync(new Auth0ApiRequest { Path = "clients" }, cancellationToken: Cancel)
        );

        Assert.Equal("https://acme.eu.auth0.com/api/v2/", Tenant.Requests[0].Form["audience"]);
        Assert.Equal("/api/v2/clients", Tenant.Requests[1].Path);
    }

    [Fact]
    public async Task Token_ThatIsRefused_IsFetchedOnceMore()
    {
        await SendAsync(HttpMethod.Get, "clients");
        Tenant.RevokeTokens();

        await SendAsync(HttpMethod.Get, "clients");

        Assert.Equal(2, TokenRequests);
        Assert.Equal([200, 200, 401, 200, 200], Tenant.Requests.Select(request => request.StatusCode));
    }

    [Fact]
    public async Task Token_ThatIsRefusedAgain_IsAnError()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 401,
                Times = 0,
                Body = """{"statusCode":401,"error":"Unauthorized","message":"Invalid token"}""",
            }
        );

        await FailsAsync<Auth0ApiException>(Auth0ErrorCode.InvalidToken, () => SendAsync(HttpMethod.Get, "clients"));

        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Token_RefusedToManyAtOnce_IsFetchedOnce()
    {
        await SendAsync(HttpMethod.Get, "clients");
        Tenant.RevokeTokens();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SendAsync(HttpMethod.Get, "clients")));

        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Token_OfOnesOwn_ThatIsRefused_IsNotReplaced()
    {
        var token = await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.RevokeTokens();

        await FailsAsync<Auth0ApiException>(
            Auth0ErrorCode.InvalidToken,
            () => Session.SendAsync(new Auth0ApiRequest { Path = "clients", Token = token }, cancellationToken: Cancel)
        );

        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task LongWork_RenewsTheTokenByItself()
    {
        for (var hour = 0; hour < 50; hour++)
        {
            await SendAsync(HttpMethod.Get, "clients");
            Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(3, TokenRequests);
        Assert.DoesNotContain(Tenant.Requests, request => request.StatusCode != 200);
    }

    [Fact]
    public async Task OwnApi_GetsItsOwnToken()
    {
        var response = await Session.SendAsync(
            new Auth0ApiRequest { Uri = new Uri(Tenant.Domain + "/echo/hello?x=1"), Audience = Orders },
            cancellationToken: Cancel
        );

        using var json = response.ReadJson();
        Assert.Equal(Orders, json.RootElement.GetProperty("audience").GetString());
        Assert.Equal("/echo/hello", json.RootElement.GetProperty("path").GetString());
    }

    [Fact]
    public async Task OwnApi_WithoutAnAudience_AsksForOne() =>
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.MissingAudience, () => CallAsync("https://api.example.com/"));

    [Theory]
    [InlineData("http://api.example.com/")]
    [InlineData("ftp://api.example.com/")]
    [InlineData("https://user:pw@api.example.com/")]
    [InlineData("https://a\u200Db.example/")]
    [InlineData("https://a\uFFFDb.example/")]
    [InlineData("https://a\u2024b.example/")]
    public async Task OwnApi_AtAnUnsafeAddress_IsRefused(string uri) =>
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.InvalidApiAddress, () => CallAsync(uri, Orders));

    [Fact]
    public async Task ManagementToken_LeavesForTheTenantAlone()
    {
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenAudienceMismatch,
            () => CallAsync("https://api.example.com/", Tenant.ManagementAudience)
        );

        var token = await GetTokenAsync(Tenant.ManagementAudience);
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenAudienceMismatch,
            () =>
                Session.SendAsync(
                    new Auth0ApiRequest
                    {
                        Uri = new Uri("https://api.example.com/"),
                        Token = token,
                        Audience = Orders,
                    },
                    cancellationToken: Cancel
                )
        );
    }

    [Fact]
    public async Task TokenOfOnesOwnApi_DoesNotLeaveForTheTenant()
    {
        var token = await GetTokenAsync();
        var requests = Tenant.Requests.Count;

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenAudienceMismatch,
            () => Session.SendAsync(new Auth0ApiRequest { Path = "clients", Token = token }, cancellationToken: Cancel)
        );

        Assert.Equal(requests, Tenant.Requests.Count);
    }

    [Fact]
    public async Task Path_WithAnAddressInItsQuery_IsFine()
    {
        await SendAsync(HttpMethod.Get, "clients?audience=https://orders.example.com/");

        Assert.Equal("/api/v2/clients", Tenant.Requests[^1].Path);
    }

    [Fact]
    public async Task ManagementTokenOfAnotherTenant_LeavesForThatTenantAlone()
    {
        await using var other = Auth0LocalTenant.Start(new Auth0LocalTenantOptions { TimeProvider = Time });
        var foreign = Connect(Auth0ClientAuthentication.SecretPost(other.ClientId, other.ClientSecret), domain: other.Domain);
        var token = await GetTokenAsync(foreign, other.ManagementAudience);
        var session = Connect();

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenAudienceMismatch,
            () =>
                session.SendAsync(
                    new Auth0ApiRequest { Uri = new Uri("https://third.example.com/"), Token = token },
                    cancellationToken: Cancel
                )
        );
        Assert.Equal(
            200,
            (int)
                (
                    await session.SendAsync(
                        new Auth0ApiRequest { Uri = new Uri(other.ManagementAudience + "clients"), Token = token },
                        cancellationToken: Cancel
                    )
                ).StatusCode
        );
    }

    [Fact]
    public async Task OpaqueToken_LeavesForTheTenantAlone()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/oauth/token",
                StatusCode = 200,
                Body = """{"access_token":"opaque","token_type":"Bearer","expires_in":60}""",
            }
        );
        var token = await GetTokenAsync(Tenant.Issuer + "userinfo");

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenAudienceMismatch,
            () =>
                Session.SendAsync(
                    new Auth0ApiRequest
                    {
                        Uri = new Uri("https://api.example.com/"),
                        Token = token,
                        Audience = Orders,
                    },
                    cancellationToken: Cancel
                )
        );
    }

    [Fact]
    public async Task Refusals_WithoutEnd_CostOneTokenAMinute()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 401,
                Times = 0,
                Body = """{"statusCode":401,"error":"Unauthorized","message":"Invalid token"}""",
            }
        );

        for (var call = 0; call < 20; call++)
        {
            await FailsAsync<Auth0ApiException>(Auth0ErrorCode.InvalidToken, () => SendAsync(HttpMethod.Get, "clients"));
        }

        Assert.Equal(2, TokenRequests);
    }

    [Theory]
    [InlineData("//")]
    [InlineData("//[x/")]
    [InlineData("///x")]
    public async Task Redirect_ToNoAddress_IsRefused(string location)
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/redirect",
                StatusCode = 302,
                Headers = new Dictionary<string, string> { ["Location"] = location },
            }
        );

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.RedirectRefused, () => RedirectAsync("/x"));
    }

    [Fact]
    public async Task ExpiredToken_IsNotSent()
    {
        var token = await GetTokenAsync(Tenant.ManagementAudience);
        Time.Advance(TimeSpan.FromHours(24));

        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.TokenExpired,
            () => Session.SendAsync(new Auth0ApiRequest { Path = "clients", Token = token }, cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task Redirect_ToAnotherHost_IsNotFollowed()
    {
        await using var other = Auth0LocalTenant.Start();

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.RedirectRefused,
            () => RedirectAsync(other.Domain + "/echo/x")
        );

        Assert.Empty(other.Requests);
        Assert.Contains(other.Domain, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_WithAUserInIt_IsRefused_WithoutRepeatingThem()
    {
        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.RedirectRefused,
            () => RedirectAsync("http://user:the-pass@127.0.0.1:1/x?token=the-token")
        );

        Assert.Contains("redirects to another host, http://127.0.0.1:1;", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirect_OnTheSameHost_IsFollowed()
    {
        await RedirectAsync("/api/v2/clients");

        Assert.Equal(["/oauth/token", "/redirect", "/api/v2/clients"], Tenant.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Redirect_InCircles_Ends()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/redirect",
                StatusCode = 302,
                Times = 0,
                Headers = new Dictionary<string, string> { ["Location"] = "/redirect?again" },
            }
        );

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.RedirectRefused, () => RedirectAsync("/redirect"));

        Assert.Equal(6, Tenant.CountRequests("GET", "/redirect"));
    }

    [Fact]
    public async Task Redirect_OfAPost_IsNotFollowed()
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 307,
                Headers = new Dictionary<string, string> { ["Location"] = "/api/v2/other" },
            }
        );

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.RedirectRefused, () => SendAsync(HttpMethod.Post, "clients", "{}"));
    }

    [Theory]
    [InlineData("Authorization", "Bearer x")]
    [InlineData("Host", "evil.example.com")]
    [InlineData("X-A", "a\r\nb: c")]
    [InlineData("X A", "a")]
    [InlineData("X-A", "ü")]
    public async Task Header_ThatIsOursOrMalformed_IsRefused(string name, string value) =>
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidHeader,
            () => Session.SendAsync(new Auth0ApiRequest { Path = "clients", Headers = [new(name, value)] }, cancellationToken: Cancel)
        );

    [Theory]
    [InlineData("json")]
    [InlineData("text/plain; charset=\"ü\"")]
    public async Task ContentType_ThatHttpHasNot_IsRefused(string type) =>
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidHeader,
            () =>
                Session.SendAsync(
                    new Auth0ApiRequest
                    {
                        Method = HttpMethod.Post,
                        Path = "clients",
                        Body = "{}",
                        ContentType = type,
                    },
                    cancellationToken: Cancel
                )
        );

    [Fact]
    public void Request_AsText_TellsWhatIsCalledAlone()
    {
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = "clients?x=the-query",
            Body = "the-body",
            Headers = [new("X-A", "the-header")],
            Query = [new("q", "the-q")],
        };

        Assert.Equal("POST clients", request.ToString());
        Assert.Equal(
            "GET api.example.com",
            new Auth0ApiRequest { Uri = new Uri("https://u:the-pass@api.example.com/a?b=the-b") }.ToString()
        );
    }

    [Fact]
    public async Task Header_OfOnesOwn_IsSent()
    {
        await Session.SendAsync(
            new Auth0ApiRequest
            {
                Path = "clients",
                Headers = [new("X-Correlation-ID", "run-7"), new("Accept", "application/json; q=0.9")],
            },
            cancellationToken: Cancel
        );

        Assert.Equal("run-7", Tenant.Requests[^1].Headers["X-Correlation-ID"]);
    }

    [Fact]
    public async Task Body_OfPlainObjects_IsJson()
    {
        using var secret = Secret("s3cret");
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = 201,
                Body = "{}",
            }
        );

        await SendAsync(
            HttpMethod.Post,
            "things",
            new Dictionary<string, object?>
            {
                ["text"] = "ü\"",
                ["number"] = 1.5m,
                ["list"] = new object?[] { 1, null, true },
                ["secret"] = secret,
                ["when"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
            }
        );

        var request = Tenant.Requests[^1];
        Assert.Equal(
            """{"text":"\u00FC\u0022","number":1.5,"list":[1,null,true],"secret":"s3cret","when":"2026-01-02T02:04:05.0000000Z"}""",
            request.ReadBody()
        );
        Assert.Equal("application/json", request.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Body_OfAGet_IsRefused() =>
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.InvalidRequestBody, () => SendAsync(HttpMethod.Get, "clients", "{}"));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task Body_WithWhatJsonHasNot_IsRefused(double number) =>
        await FailsAsync<Auth0ConfigurationException>(
            Auth0ErrorCode.InvalidRequestBody,
            () => SendAsync(HttpMethod.Post, "clients", new[] { number })
        );

    [Theory]
    [InlineData(
        403,
        """{"statusCode":403,"error":"Forbidden","message":"Insufficient scope, expected any of: read:clients, read:client_keys","errorCode":"insufficient_scope"}""",
        Auth0ErrorCode.InsufficientScope
    )]
    [InlineData(403, "<html>", Auth0ErrorCode.Forbidden)]
    [InlineData(
        404,
        """{"statusCode":404,"error":"Not Found","message":"The client does not exist","errorCode":"inexistent_client"}""",
        Auth0ErrorCode.NotFound
    )]
    [InlineData(
        400,
        """{"statusCode":400,"error":"Bad Request","message":"Payload validation error","errorCode":"invalid_body"}""",
        Auth0ErrorCode.InvalidBody
    )]
    [InlineData(
        400,
        """{"statusCode":400,"error":"Bad Request","message":"Query validation error","errorCode":"invalid_query_string"}""",
        Auth0ErrorCode.InvalidQuery
    )]
    [InlineData(
        400,
        """{"statusCode":400,"error":"Bad Request","message":"over 1000","errorCode":"invalid_paging"}""",
        Auth0ErrorCode.InvalidPaging
    )]
    [InlineData(409, """{"statusCode":409,"error":"Conflict","message":"exists","errorCode":"conflict"}""", Auth0ErrorCode.Conflict)]
    [InlineData(501, "", Auth0ErrorCode.ServerError)]
    [InlineData(418, "{}", Auth0ErrorCode.RequestFailed)]
    public async Task Refusal_HasItsOwnError(int status, string body, Auth0ErrorCode code)
    {
        await GetTokenAsync(Tenant.ManagementAudience);
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/api/v2/*",
                StatusCode = status,
                Body = body,
                ContentType = body.StartsWith('<') ? "text/html" : "application/json",
            }
        );

        var failure = await FailsAsync<Auth0ApiException>(code, () => SendAsync(HttpMethod.Get, "clients"));

        Assert.Equal(status, (int)failure.StatusCode!);
        Assert.Equal(code == Auth0ErrorCode.InsufficientScope ? ["read:clients", "read:client_keys"] : [], failure.RequiredScopes);
    }

    [Fact]
    public async Task Activity_HoldsNoTokenAndNoSecret()
    {
        await SendAsync(HttpMethod.Get, "clients?fields=name");

        var text = string.Join('\n', Log.Reports.Select(report => report.Message));
        Assert.Contains("POST " + Tenant.Domain + "/oauth/token answered 200", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Tenant.ClientSecret.Reveal(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(Tenant.Requests[^1].Headers["Authorization"]["Bearer ".Length..], text, StringComparison.Ordinal);
    }

    private Task<Auth0ApiResponse> CallAsync(string uri, string? audience = null) =>
        Session.SendAsync(new Auth0ApiRequest { Uri = new Uri(uri), Audience = audience }, Log, Cancel);

    private Task<Auth0ApiResponse> RedirectAsync(string to) =>
        Session.SendAsync(
            new Auth0ApiRequest
            {
                Uri = new Uri($"{Tenant.Domain}/redirect?to={Uri.EscapeDataString(to)}"),
                Audience = Tenant.ManagementAudience,
            },
            cancellationToken: Cancel
        );
}
