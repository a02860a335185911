using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;
using Auth0Flows.LocalTenant.Passkeys;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>
/// The second factors of users: authentication methods, Guardian enrolments, recovery codes. A change counts at the user's next login.
/// </summary>
internal sealed class UserFactorEndpoints(UserStore users, PasskeyStore passkeys, TenantClock clock, string issuer)
{
    private static readonly Schema _method = Schema.Of(
        "type! phone|email|totp|webauthn-roaming|passkey fixed",
        "name",
        "phone_number text fixed",
        "email text fixed",
        "totp_secret text fixed",
        "preferred_authentication_method sms|voice"
    );

    public void MapTo(EndpointTable table)
    {
        const string Methods = "users/{id}/authentication-methods";
        table.Map($"GET {Methods}", "read:authentication_methods", ListMethods);
        table.Map($"POST {Methods}", "create:authentication_methods", AddMethod);
        table.Map($"PUT {Methods}", "update:authentication_methods", ReplaceMethods);
        table.Map($"DELETE {Methods}", "delete:authentication_methods", RemoveMethods);
        table.Map($"GET {Methods}/{{method}}", "read:authentication_methods", ReadMethod);
        table.Map($"PATCH {Methods}/{{method}}", "update:authentication_methods", ChangeMethod);
        table.Map($"DELETE {Methods}/{{method}}", "delete:authentication_methods", RemoveMethod);
        table.Map("DELETE users/{id}/authenticators", "delete:guardian_enrollments", request => Remove(request, _ => true));
        table.Map("DELETE users/{id}/multifactor/{provider}", "update:users", RemoveProvider);
        table.Map("POST users/{id}/multifactor/actions/invalidate-remember-browser", "update:users", ForgetBrowsers);
        table.Map("POST users/{id}/recovery-code-regeneration", "update:users", ReplaceRecoveryCode);
        table.Map("GET users/{id}/enrollments", "read:users", ListEnrollments);
        table.Map("GET guardian/enrollments/{id}", "read:guardian_enrollments", ReadEnrollment);
        table.Map("DELETE guardian/enrollments/{id}", "delete:guardian_enrollments", RemoveEnrollment);
        table.Map("POST guardian/enrollments/ticket", "create:guardian_enrollment_tickets", CreateTicket);
    }

    private static JsonObject Show(Auth0LocalTenantUser user, Authenticator authenticator) =>
        AuthenticatorJson.ShowMethod(authenticator, user.CreatedAt);

    private Auth0LocalTenantUser Find(string id) => users.FindById(id) ?? throw ApiException.Inexistent("user", "The user does not exist.");

    private (Auth0LocalTenantUser User, Authenticator Authenticator) FindMethod(EndpointRequest request)
    {
        var user = Find(request.Id);
        var found = user.Authenticators.FirstOrDefault(one => AuthenticatorJson.MethodIdOf(one) == request.Ids[1]);
        return (user, found ?? throw ApiException.Inexistent("authentication_method", "The authentication method does not exist."));
    }

    private ServerResponse ListMethods(EndpointRequest request)
    {
        var user = Find(request.Id);
        return ListAnswer.Of(
            request.Query,
            "authenticators",
            [
                .. user.Authenticators.Select(one => (Id: AuthenticatorJson.MethodIdOf(one), Json: Show(user, one))),
                .. passkeys.Of(user.UserId).Select(one => (Id: one.MethodId, Json: one.ShowMethod())),
            ],
            ListForm.Pages,
            static method => method.Id,
            static method => method.Json
        );
    }

    private ServerResponse AddMethod(EndpointRequest request)
    {
        var user = Find(request.Id);
        var added = Read(_method.Check(request.ReadBody(), isCreation: true));
        var type = AuthenticatorJson.MethodTypeOf(added);
        if (user.Authenticators.Any(other => AuthenticatorJson.MethodTypeOf(other) == type && other.Address == added.Address))
        {
            throw ApiException.Conflict("The authentication method already exists.", "authentication_method_conflict");
        }

        user.Add(added);
        return ServerResponse.Json(201, Show(user, added));
    }

    private ServerResponse ReplaceMethods(EndpointRequest request)
    {
        var user = Find(request.Id);
        var added = JsonBody.ReadObjects(request.Request).Select(body => Read(_method.Check(body, isCreation: true))).ToArray();
        foreach (var old in user.Authenticators)
        {
            user.Remove(old.Id);
        }

        Array.ForEach(added, user.Add);
        return ServerResponse.Json(200, new JsonArray([.. added.Select(method => Show(user, method))]));
    }

    private Authenticator Read(BodyReader body)
    {
        var type = body.RequireText("type");
        var label = body.Text("name");
        return type switch
        {
            "phone" => new Authenticator(AuthenticatorType.Oob, body.Text("preferred_authentication_method") ?? "sms")
            {
                Address = body.RequireText("phone_number"),
                IsActive = true,
                Label = label,
                CreatedAt = clock.UtcNow,
            },
            "email" => new Authenticator(AuthenticatorType.Oob, "email")
            {
                Address = body.RequireText("email"),
                IsActive = true,
                Label = label,
                CreatedAt = clock.UtcNow,
            },
            "totp" => new Authenticator(AuthenticatorType.Otp)
            {
                Secret = ReadSecret(body),
                IsActive = true,
                Label = label,
                CreatedAt = clock.UtcNow,
            },
            _ => throw ApiException.BadRequest($"The local tenant has no authentication methods of the type {type}.", "invalid_body"),
        };
    }

    private static string ReadSecret(BodyReader body)
    {
        var secret = body.RequireText("totp_secret");
        try
        {
            Base32.Decode(secret);
            return secret;
        }
        catch (FormatException)
        {
            throw ApiException.InvalidBody($"String does not match pattern ^[A-Z2-7]+$: {secret}", "totp_secret");
        }
    }

    private PasskeyCredential? FindPasskey(EndpointRequest request) =>
        passkeys.Of(Find(request.Id).UserId).FirstOrDefault(one => one.MethodId == request.Ids[1]);

    private ServerResponse ReadMethod(EndpointRequest request)
    {
        if (FindPasskey(request) is { } passkey)
        {
            return ServerResponse.Json(200, passkey.ShowMethod());
        }

        var (user, method) = FindMethod(request);
        return ServerResponse.Json(200, Show(user, method));
    }

    private ServerResponse ChangeMethod(EndpointRequest request)
    {
        if (FindPasskey(request) is { } passkey)
        {
            passkey.Label = _method.Check(request.ReadBody(), isCreation: false).Text("name") ?? passkey.Label;
            return ServerResponse.Json(200, passkey.ShowMethod());
        }

        var (user, method) = FindMethod(request);
        var body = _method.Check(request.ReadBody(), isCreation: false);
        method.Label = body.Text("name") ?? method.Label;
        method.PreferredMethod = body.Text("preferred_authentication_method") ?? method.PreferredMethod;
        return ServerResponse.Json(200, Show(user, method));
    }

    private ServerResponse RemoveMethod(EndpointRequest request)
    {
        if (FindPasskey(request) is { } passkey)
        {
            passkeys.Remove(passkey);
            return new ServerResponse(204);
        }

        var (user, method) = FindMethod(request);
        user.Remove(method.Id);
        return new ServerResponse(204);
    }

    private ServerResponse RemoveMethods(EndpointRequest request)
    {
        foreach (var passkey in passkeys.Of(Find(request.Id).UserId))
        {
            passkeys.Remove(passkey);
        }

        return Remove(request, _ => true);
    }

    private ServerResponse Remove(EndpointRequest request, Func<Authenticator, bool> isMeant)
    {
        var user = Find(request.Id);
        foreach (var authenticator in user.Authenticators.Where(isMeant))
        {
            user.Remove(authenticator.Id);
        }

        return new ServerResponse(204);
    }

    private ServerResponse RemoveProvider(EndpointRequest request) =>
        request.Ids[1] switch
        {
            "google-authenticator" => Remove(request, authenticator => authenticator.Type == AuthenticatorType.Otp),
            "duo" => Remove(request, _ => false),
            var other => throw ApiException.BadRequest(
                $"Path validation error: 'No enum match for: {other}' on property provider.",
                "invalid_uri"
            ),
        };

    private ServerResponse ForgetBrowsers(EndpointRequest request)
    {
        Find(request.Id);
        return new ServerResponse(204);
    }

    private ServerResponse ReplaceRecoveryCode(EndpointRequest request)
    {
        var user = Find(request.Id);
        foreach (var old in user.Authenticators.Where(one => one.Type == AuthenticatorType.RecoveryCode))
        {
            user.Remove(old.Id);
        }

        var code = Identifiers.NewRecoveryCode();
        user.Add(
            new Authenticator(AuthenticatorType.RecoveryCode)
            {
                Secret = code,
                IsActive = true,
                CreatedAt = clock.UtcNow,
            }
        );
        return ServerResponse.Json(200, new JsonObject { ["recovery_code"] = code });
    }

    private ServerResponse ListEnrollments(EndpointRequest request)
    {
        var user = Find(request.Id);
        return ServerResponse.Json(
            200,
            new JsonArray([
                .. user
                    .Authenticators.Where(one => one.Type != AuthenticatorType.RecoveryCode)
                    .Select(one => AuthenticatorJson.ShowEnrollment(one, user.CreatedAt)),
            ])
        );
    }

    // Only stored users have factors.
    private (Auth0LocalTenantUser User, Authenticator Authenticator) FindEnrollment(string id)
    {
        foreach (var user in users.Snapshot())
        {
            if (user.Authenticators.FirstOrDefault(one => AuthenticatorJson.DeviceOf(one) == id) is { } found)
            {
                return (user, found);
            }
        }

        throw new ApiException(404, "Not Found", "Enrollment not found", "enrollment_not_found");
    }

    private ServerResponse ReadEnrollment(EndpointRequest request)
    {
        var (user, authenticator) = FindEnrollment(request.Id);
        return ServerResponse.Json(200, AuthenticatorJson.ShowEnrollment(authenticator, user.CreatedAt));
    }

    private ServerResponse RemoveEnrollment(EndpointRequest request)
    {
        var (user, authenticator) = FindEnrollment(request.Id);
        user.Remove(authenticator.Id);
        return new ServerResponse(204);
    }

    private ServerResponse CreateTicket(EndpointRequest request)
    {
        var body = Schema
            .Of(
                "user_id!",
                "email",
                "send_mail flag",
                "email_locale",
                "factor phone|email|push-notification|otp|webauthn-roaming|webauthn-platform",
                "allow_multiple_enrollments flag"
            )
            .Check(request.ReadBody(), isCreation: true);
        Find(body.RequireText("user_id"));
        var ticket = Identifiers.NewClientId();
        return ServerResponse.Json(
            200,
            new JsonObject { ["ticket_id"] = ticket, ["ticket_url"] = $"{issuer}mfa/enrollment?ticket={ticket}" }
        );
    }
}
