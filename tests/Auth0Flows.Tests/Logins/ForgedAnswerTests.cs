using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Logins;

/// <summary>Forged responses to a hybrid login: each is rejected for its own reason, no code is exchanged, and no token is kept.</summary>
public sealed class ForgedAnswerTests : BrowserTest
{
    private const string Hybrid = "code id_token token";

    public static TheoryData<string, string?, Auth0ErrorCode> ChangedFields =>
        new()
        {
            { "state", null, Auth0ErrorCode.StateMismatch },
            { "state", "", Auth0ErrorCode.StateMismatch },
            { "state", "another", Auth0ErrorCode.StateMismatch },
            { "state", "<upper>", Auth0ErrorCode.StateMismatch },
            { "state", "<longer>", Auth0ErrorCode.StateMismatch },
            { "code", null, Auth0ErrorCode.IncompleteAuthorization },
            { "code", "", Auth0ErrorCode.IncompleteAuthorization },
            { "code", "another", Auth0ErrorCode.IdTokenCodeHashMismatch },
            { "code", "<longer>", Auth0ErrorCode.IdTokenCodeHashMismatch },
            { "id_token", null, Auth0ErrorCode.MissingIdToken },
            { "id_token", "", Auth0ErrorCode.MissingIdToken },
            { "id_token", "a.b.c", Auth0ErrorCode.InvalidIdToken },
            { "id_token", "<longer>", Auth0ErrorCode.IdTokenSignatureInvalid },
            { "id_token", "<payload>", Auth0ErrorCode.IdTokenSignatureInvalid },
            { "access_token", null, Auth0ErrorCode.IncompleteAuthorization },
            { "access_token", "another", Auth0ErrorCode.IdTokenAccessTokenHashMismatch },
            { "access_token", "<longer>", Auth0ErrorCode.IdTokenAccessTokenHashMismatch },
        };

    public static TheoryData<string, object?, Auth0ErrorCode> Claims =>
        new()
        {
            { "c_hash", null, Auth0ErrorCode.IdTokenCodeHashMismatch },
            { "c_hash", "", Auth0ErrorCode.IdTokenCodeHashMismatch },
            { "c_hash", "AAAAAAAAAAAAAAAAAAAAAA", Auth0ErrorCode.IdTokenCodeHashMismatch },
            { "c_hash", 1, Auth0ErrorCode.IdTokenCodeHashMismatch },
            { "at_hash", null, Auth0ErrorCode.IdTokenAccessTokenHashMismatch },
            { "at_hash", "AAAAAAAAAAAAAAAAAAAAAA", Auth0ErrorCode.IdTokenAccessTokenHashMismatch },
            { "s_hash", "AAAAAAAAAAAAAAAAAAAAAA", Auth0ErrorCode.IdTokenStateHashMismatch },
            { "nonce", null, Auth0ErrorCode.IdTokenNonceMismatch },
            { "nonce", "another", Auth0ErrorCode.IdTokenNonceMismatch },
            { "iss", "https://evil.example.com/", Auth0ErrorCode.IdTokenIssuerMismatch },
            { "aud", "another", Auth0ErrorCode.IdTokenAudienceMismatch },
            { "azp", "another", Auth0ErrorCode.IdTokenAuthorizedPartyMismatch },
            { "exp", 1, Auth0ErrorCode.IdTokenExpired },
            { "exp", null, Auth0ErrorCode.IdTokenExpired },
            { "iat", 99_999_999_999, Auth0ErrorCode.IdTokenNotYetValid },
            { "auth_time", null, Auth0ErrorCode.IdTokenAuthenticationTooOld },
            { "auth_time", 1, Auth0ErrorCode.IdTokenAuthenticationTooOld },
            { "sub", null, Auth0ErrorCode.IdTokenSubjectMismatch },
            { "org_id", "org_other", Auth0ErrorCode.IdTokenOrganizationMismatch },
        };

    public static TheoryData<Auth0LocalTenantIdTokenFaultKind, Auth0ErrorCode> Kinds =>
        new()
        {
            { Auth0LocalTenantIdTokenFaultKind.UnpublishedKey, Auth0ErrorCode.IdTokenSignatureInvalid },
            { Auth0LocalTenantIdTokenFaultKind.UnknownKey, Auth0ErrorCode.IdTokenKeyUnknown },
            { Auth0LocalTenantIdTokenFaultKind.AlgorithmNone, Auth0ErrorCode.IdTokenAlgorithmRefused },
            { Auth0LocalTenantIdTokenFaultKind.PublicKeyAsSecret, Auth0ErrorCode.IdTokenSignatureInvalid },
            { Auth0LocalTenantIdTokenFaultKind.ModulusAsSecret, Auth0ErrorCode.IdTokenSignatureInvalid },
            { Auth0LocalTenantIdTokenFaultKind.DamagedSignature, Auth0ErrorCode.IdTokenSignatureInvalid },
        };

    [Theory]
    [MemberData(nameof(ChangedFields))]
    public async Task ChangedField_IsRefused(string field, string? value, Auth0ErrorCode code)
    {
        var request = await BeginAsync(Hybrid);
        var form = await VisitAsync(request.Uri);
        var right = form[field];
        form.Remove(field);
        if (value is not null)
        {
            form[field] = value switch
            {
                "<upper>" => right.ToUpperInvariant(),
                "<longer>" => right + "A",
                "<payload>" => WithPayloadOfAnother(right),
                _ => value,
            };
        }

        await RefusedAsync(request, form, code);
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task ChangedClaim_IsRefused(string claim, object? value, Auth0ErrorCode code)
    {
        var organization = claim == "org_id" ? "acme" : null;
        var request = await BeginAsync(Options(Hybrid, maxAge: TimeSpan.FromHours(1), organization: organization));
        var changes = new Dictionary<string, object?> { [claim] = value };
        if (claim == "org_id")
        {
            changes["org_name"] = "other";
        }

        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Claims = changes });

        await RefusedAsync(request, await VisitAsync(request.Uri), code);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ForgedSignature_IsRefused(Auth0LocalTenantIdTokenFaultKind kind, Auth0ErrorCode code)
    {
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Kind = kind });
        var request = await BeginAsync(Hybrid);

        await RefusedAsync(request, await VisitAsync(request.Uri), code);
    }

    public static TheoryData<string, string> Issuers
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var type in new[] { "code", "code id_token", "code token", Hybrid })
            {
                foreach (
                    var issuer in new[] { "", " ", "https://evil.example.com/", "<no slash>", "<upper>", "<longer>", "<host>", "<http>" }
                )
                {
                    data.Add(type, issuer);
                }
            }

            return data;
        }
    }

    // RFC 9207 §2.4
    [Theory]
    [MemberData(nameof(Issuers))]
    public async Task AnswerOfAnotherIssuer_IsRefused_WhetherTheTenantAnnouncesItOrNot(string type, string issuer)
    {
        foreach (var announces in new[] { true, false })
        {
            Tenant.AuthorizationIssuer = announces ? Tenant.Issuer : null;
            var request = await BeginAsync(type);
            var form = await VisitAsync(request.Uri);
            form["iss"] = issuer switch
            {
                "<no slash>" => Tenant.Issuer.TrimEnd('/'),
                "<upper>" => Tenant.Issuer.ToUpperInvariant(),
                "<longer>" => Tenant.Issuer + "x",
                "<host>" => new Uri(Tenant.Issuer).Authority,
                "<http>" => Tenant.Issuer.Replace("http://", "https://", StringComparison.Ordinal),
                _ => issuer,
            };

            await RefusedAsync(request, form, Auth0ErrorCode.AuthorizationIssuerMismatch);
        }
    }

    [Fact]
    public async Task RefusalOfAnotherIssuer_IsNotBelieved()
    {
        var request = await BeginAsync();
        var form = new Dictionary<string, string>
        {
            ["state"] = request.State.Reveal(),
            ["error"] = "access_denied",
            ["iss"] = "https://evil.example.com/",
        };

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.AuthorizationIssuerMismatch,
            () => CompleteAsync(request, form)
        );

        Assert.Contains("https://evil.example.com/", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Tenant.Issuer, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_IsComparedBeforeTheIssuer()
    {
        var request = await BeginAsync();

        await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.StateMismatch,
            () => CompleteAsync(request, new Dictionary<string, string> { ["state"] = "another", ["iss"] = "https://evil.example.com/" })
        );
    }

    [Theory]
    [InlineData(Auth0ResponseMode.FormPost)]
    [InlineData(Auth0ResponseMode.Query)]
    public async Task AnswerOfTheTenant_ThatSaysSo_IsTaken_AndARefusalIsBelieved(Auth0ResponseMode mode)
    {
        Tenant.AuthorizationIssuer = Tenant.Issuer;
        var request = await BeginAsync(Options(mode: mode));
        var form = await VisitAsync(request.Uri);
        Assert.Equal(Tenant.Issuer, form["iss"]);

        await CompleteAsync(request, form);

        Tenant.GetUser("alice").DenialByAction = "not today";
        var refused = await BeginAsync(Options(mode: mode));
        form = await VisitAsync(refused.Uri);
        Assert.Equal(Tenant.Issuer, form["iss"]);
        await FailsAsync<Auth0TokenException>(Auth0ErrorCode.AccessDenied, () => CompleteAsync(refused, form));
    }

    [Fact]
    public async Task IdTokenOfAnotherLogin_IsRefused()
    {
        var request = await BeginAsync(Hybrid);
        var form = await VisitAsync(request.Uri);
        var other = await BeginAsync(Hybrid);
        form["id_token"] = (await VisitAsync(other.Uri))["id_token"];

        await RefusedAsync(request, form, Auth0ErrorCode.IdTokenNonceMismatch);
    }

    [Fact]
    public async Task MissingStateHash_IsNoReason()
    {
        Tenant.AddIdTokenFault(new Auth0LocalTenantIdTokenFault { Claims = new Dictionary<string, object?> { ["s_hash"] = null } });
        var request = await BeginAsync(Hybrid);

        var token = await CompleteAsync(request, await VisitAsync(request.Uri));

        Assert.False(token.IdClaims.Contains("s_hash"));
        Assert.Equal(Tenant.SignInAs!.UserId, token.Subject);
    }

    [Theory]
    [InlineData("sub", "auth0|mallory", Auth0ErrorCode.IdTokenSubjectMismatch)]
    [InlineData("nonce", "another", Auth0ErrorCode.IdTokenNonceMismatch)]
    [InlineData("iss", "https://evil.example.com/", Auth0ErrorCode.IdTokenIssuerMismatch)]
    public async Task IdTokenOfTheExchange_IsHeldToTheSame(string claim, string value, Auth0ErrorCode code)
    {
        Tenant.AddIdTokenFault(
            new Auth0LocalTenantIdTokenFault
            {
                Skip = 1,
                Claims = new Dictionary<string, object?> { [claim] = value },
            }
        );
        var request = await BeginAsync(Hybrid);
        var form = await VisitAsync(request.Uri);

        await FailsAsync<Auth0ResponseException>(code, () => CompleteAsync(request, form));

        Assert.Empty(Web.Tokens);
    }

    private static string WithPayloadOfAnother(string token)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString("""{"sub":"auth0|mallory"}"""u8)}.{parts[2]}";
    }

    private async Task RefusedAsync(Auth0AuthorizeRequest request, Dictionary<string, string> form, Auth0ErrorCode code)
    {
        var failure = await FailsAsync<Auth0ResponseException>(code, () => CompleteAsync(request, form));

        Assert.Equal(0, TokenRequests);
        Assert.Empty(Web.Tokens);
        Assert.All(
            form.Where(static field => field.Key != "iss").Select(static field => field.Value).Where(static value => value.Length > 12),
            value => Assert.DoesNotContain(value, failure.ToString(), StringComparison.Ordinal)
        );
    }
}
