using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

/// <summary>/dbconnections: sign-ups, and e-mails to change a password.</summary>
public sealed class DatabaseUserTests : LoginTest
{
    private const string Database = "Username-Password-Authentication";
    private const string Good = "CANARY-secret-7!";

    private JsonObject LastBody => JsonNode.Parse(Tenant.Requests[^1].ReadBody())!.AsObject();

    [Fact]
    public async Task SignUp_SendsJsonWithoutTheClientsSecret_AndTheUserCanSignIn()
    {
        var user = await SignUpAsync(metadata: new Dictionary<string, object> { ["plan"] = "gold" });

        Assert.Equal("POST /dbconnections/signup", $"{Tenant.Requests[^1].Method} {Tenant.Requests[^1].Path}");
        Assert.Equal(
            ["client_id", "connection", "email", "family_name", "given_name", "password", "user_metadata"],
            LastBody.Select(member => member.Key).Order(StringComparer.Ordinal)
        );
        Assert.Equal(Good, LastBody["password"]!.GetValue<string>());
        Assert.Equal("ann@example.com", user.Email);
        Assert.False(user.EmailVerified);
        Assert.Equal(("Ann", "Lee"), (user.GivenName, user.FamilyName));
        Assert.Equal("gold", user.UserMetadata!["plan"]);
        Assert.Equal(Tenant.GetUser("ann@example.com").UserId, user.UserId);
        var token = await Web.GetTokenAsync(
            new PasswordGrant("ann@example.com", Secret(Good), Orders, ["openid"]),
            cancellationToken: Cancel
        );
        Assert.Equal(user.UserId, token.Subject);
    }

    [Fact]
    public async Task SecretInTheMetadata_IsSent_AndNoErrorRepeatsIt()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/dbconnections/signup",
                StatusCode = 400,
                Body = """{"code":"invalid_signup","description":"Not CANARY-metadata-1 in user_metadata"}""",
            }
        );

        var failure = await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.InvalidSignup,
            () => SignUpAsync(metadata: new Dictionary<string, object> { ["pin"] = Secret("CANARY-metadata-1") })
        );

        Assert.Equal("CANARY-metadata-1", LastBody["user_metadata"]!["pin"]!.GetValue<string>());
        Assert.DoesNotContain("CANARY-metadata-1", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("in user_metadata", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WeakPassword_HasItsOwnError_WithTheRules_AndWithoutThePassword()
    {
        var failure = await FailsAsync<Auth0TokenException>(Auth0ErrorCode.PasswordTooWeak, () => SignUpAsync(password: "canary-pass"));

        Assert.Contains("At least 8 characters in length", failure.Message, StringComparison.Ordinal);
        Assert.Contains("upper case letters", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.DoesNotContain("canary-pass", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PasswordThatIsCommonOrPersonal_HasItsOwnError()
    {
        await ConfigureAsync("""{"password_dictionary":{"enable":true},"password_no_personal_info":{"enable":true}}""");

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.PasswordTooCommon, () => SignUpAsync(password: "Password1!"));
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.PasswordContainsUserInfo, () => SignUpAsync(password: "Ann-2026-x"));
    }

    [Fact]
    public async Task ClosedConnection_ExistingUserAndUnknownConnection_HaveTheirOwnErrors()
    {
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.InvalidSignup, () => SignUpAsync(email: "alice@example.com"));
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.UnknownRealm, () => SignUpAsync(connection: "nowhere"));
        await ConfigureAsync("""{"disable_signup":true}""");
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.SignupDisabled, () => SignUpAsync());
    }

    // Codes of Auth0's pages that a tenant returns with other settings.
    [Theory]
    [InlineData(
        """{"code":"user_exists","description":"The user already exists."}""",
        Auth0ErrorCode.UserExists,
        "The user already exists"
    )]
    [InlineData(
        """{"code":"username_exists","description":"The username is taken."}""",
        Auth0ErrorCode.UserExists,
        "The username is taken"
    )]
    [InlineData("""{"code":"password_leaked","message":"Leaked"}""", Auth0ErrorCode.PasswordLeaked, "Leaked")]
    [InlineData(
        """{"code":"invalid_password","message":"Too weak","description":{"rules":[]}}""",
        Auth0ErrorCode.PasswordTooWeak,
        "Too weak"
    )]
    [InlineData(
        """{"error":"Public signup is disabled","description":"Public signup is disabled"}""",
        Auth0ErrorCode.SignupDisabled,
        "disabled"
    )]
    [InlineData("""{"error":"access_denied","error_description":"An Action says no"}""", Auth0ErrorCode.AccessDenied, "An Action says no")]
    public async Task OtherRefusals_AreReadByTheirCode(string body, Auth0ErrorCode code, string words)
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/dbconnections/signup",
                StatusCode = 400,
                Body = body,
            }
        );

        var failure = await FailsAsync<Auth0TokenException>(code, () => SignUpAsync());

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"_id":5}""")]
    public async Task AnswerWithoutAnId_IsRefused(string body)
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/dbconnections/signup",
                StatusCode = 200,
                Body = body,
            }
        );

        await FailsAsync<Auth0ResponseException>(Auth0ErrorCode.InvalidJson, () => SignUpAsync());
    }

    [Fact]
    public async Task ServerError_IsNotRetried_BecauseTheUserMayExistByThen()
    {
        Tenant.AddFault(new Auth0LocalTenantFault { Path = "/dbconnections/signup", StatusCode = 503 });

        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.ServerError, () => SignUpAsync());

        Assert.Equal(1, Tenant.CountRequests("POST", "/dbconnections/signup"));
    }

    [Fact]
    public async Task UserWithoutAnyName_IsRefusedBeforeAnythingIsSent()
    {
        await FailsAsync<Auth0ConfigurationException>(Auth0ErrorCode.MissingParameter, () => SignUpAsync(email: null));

        Assert.Equal(0, Tenant.CountRequests());
    }

    [Fact]
    public async Task PasswordReset_SendsAnEmail_AndTakesASentenceThatSaysItIsHtml()
    {
        var sentence = await Web.RequestPasswordResetAsync("alice@example.com", Database, cancellationToken: Cancel);

        Assert.Equal("We've just sent you an email to reset your password.", sentence);
        Assert.Equal(["client_id", "connection", "email"], LastBody.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.StartsWith($"{Tenant.Issuer}u/reset-verify?ticket=", Tenant.LastMessageTo("alice@example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PasswordReset_ForNobody_LooksTheSame_AndForAnUnknownConnectionItDoesNot()
    {
        var sentence = await Web.RequestPasswordResetAsync("nobody@example.com", Database, cancellationToken: Cancel);
        Assert.Equal("We've just sent you an email to reset your password.", sentence);
        Assert.Null(Tenant.LastMessageTo("nobody@example.com"));

        await FailsAsync<Auth0TokenException>(
            Auth0ErrorCode.UnknownRealm,
            () => Web.RequestPasswordResetAsync("alice@example.com", "nowhere", cancellationToken: Cancel)
        );
    }

    [Fact]
    public async Task PasswordReset_ForAnOrganization_NamesIt()
    {
        var id = (await Session.ListAsync(Auth0Resources.Organizations, cancellationToken: Cancel).FirstAsync(Cancel)).Id!;
        await Web.RequestPasswordResetAsync("alice@example.com", Database, id, cancellationToken: Cancel);

        Assert.Equal(id, LastBody["organization"]!.GetValue<string>());
    }

    [Fact]
    public async Task PasswordReset_AnsweredByAPage_IsRefused()
    {
        Tenant.AddFault(
            new Auth0LocalTenantFault
            {
                Path = "/dbconnections/change_password",
                StatusCode = 200,
                ContentType = "text/html",
                Body = "<html>Sign in to the network</html>",
            }
        );

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.UnexpectedContentType,
            () => Web.RequestPasswordResetAsync("alice@example.com", Database, cancellationToken: Cancel)
        );
    }

    private Task<Auth0User> SignUpAsync(
        string? email = "ann@example.com",
        string password = Good,
        string connection = Database,
        System.Collections.IDictionary? metadata = null
    ) =>
        Web.SignUpAsync(
            new Auth0SignupOptions
            {
                Connection = connection,
                Email = email,
                Password = Auth0Secret.FromPlainText(password),
                GivenName = "Ann",
                FamilyName = "Lee",
                UserMetadata = metadata,
            },
            Log,
            Cancel
        );

    private async Task ConfigureAsync(string options)
    {
        using var admin = Connect();
        var connection = await admin
            .ListAsync(Auth0Resources.Connections, cancellationToken: Cancel)
            .FirstAsync(one => one.Name == Database, Cancel);
        await admin.SendAsync(
            new Auth0ApiRequest
            {
                Method = HttpMethod.Patch,
                Path = $"connections/{connection.Id}",
                Body = $$"""{"options":{{options}}}""",
            },
            cancellationToken: Cancel
        );
    }
}
