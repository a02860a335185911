using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Database;

/// <summary>/dbconnections: what users of a database connection do for themselves (Auth0, "Signup", "Change Password").</summary>
internal sealed class DatabaseEndpoints(
    ClientStore clients,
    TenantDirectory directory,
    Outbox outbox,
    TenantLog log,
    TenantClock clock,
    string issuer
)
{
    public const string SignupPath = "/dbconnections/signup";

    public const string ChangePasswordPath = "/dbconnections/change_password";

    /// <summary>POST /dbconnections/signup.</summary>
    public ValueTask<ServerResponse> SignUpAsync(ServerRequest request)
    {
        var parameters = TokenRequest.ReadJson(request);
        try
        {
            return ValueTask.FromResult(SignUp(request, parameters));
        }
        catch (SignupException refusal)
        {
            log.Add("fs", refusal.Message, request, parameters["client_id"], userName: parameters["email"]);
            return ValueTask.FromResult(ServerResponse.Json(400, refusal.ToJson()));
        }
    }

    /// <summary>POST /dbconnections/change_password. The response is the same whether or not there is such a user.</summary>
    public ValueTask<ServerResponse> ChangePasswordAsync(ServerRequest request)
    {
        var parameters = TokenRequest.ReadJson(request);
        RequireClient(parameters);
        var email = parameters.Require("email");
        var connection = parameters.Require("connection");
        if (!directory.Connections.HavePasswords(connection))
        {
            log.Add("fcpr", "The connection does not exist", request, parameters["client_id"], userName: email);
            throw OAuthException.InvalidRequest("connection does not exist");
        }

        if (parameters["organization"] is { } organization && directory.Organizations.Find(organization) is null)
        {
            throw OAuthException.InvalidRequest($"organization {organization} does not exist");
        }

        if (directory.Users.Find(connection, email) is { } user)
        {
            var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
            outbox.Send(email, $"{issuer}u/reset-verify?ticket={ticket}");
            outbox.Send(user.UserId, $"{issuer}u/reset-verify?ticket={ticket}");
            log.Add("scpr", null, request, parameters["client_id"], user);
        }

        // Auth0's server sends a sentence as HTML.
        return ValueTask.FromResult(
            ServerResponse
                .Text(200, "We've just sent you an email to reset your password.")
                .With("Content-Type", "text/html; charset=utf-8")
        );
    }

    private ServerResponse SignUp(ServerRequest request, TokenRequest parameters)
    {
        var client = RequireClient(parameters);
        var connection = parameters.Require("connection");
        var email = parameters.Require("email");
        var password = parameters.Require("password");
        if (directory.Connections.FindByName(connection) is not { } found || found.Json["strategy"].AsText() != "auth0")
        {
            throw new SignupException("connection_not_found", "The connection does not exist.");
        }

        var options = found.Json["options"] as JsonObject;
        if (options?["disable_signup"].AsFlag() == true)
        {
            throw new SignupException("public_signup_disabled", "Public signup is disabled");
        }

        if (email.IndexOf('@', StringComparison.Ordinal) <= 0)
        {
            throw OAuthException.InvalidRequest("email format validation failed");
        }

        if (parameters["username"] is not null && options?["requires_username"].AsFlag() != true)
        {
            throw OAuthException.InvalidRequest("The connection does not support usernames.");
        }

        SignupPassword.Check(password, email, parameters["username"], options);
        var user = new Auth0LocalTenantUser(
            $"auth0|{Identifiers.NewUserId()}",
            connection,
            new Auth0LocalTenantSecret(password),
            clock.UtcNow
        )
        {
            Email = email,
            EmailVerified = false,
            Username = parameters["username"],
            Name = parameters["name"],
            GivenName = parameters["given_name"],
            FamilyName = parameters["family_name"],
            Nickname = parameters["nickname"],
            UserMetadata = ReadMetadata(request),
        };
        if (!directory.Users.TryAdd(user))
        {
            // Auth0's default: the answer doesn't say that the user exists.
            throw new SignupException("invalid_signup", "Invalid sign up");
        }

        log.Add("ss", null, request, client.ClientId, user);
        return ServerResponse.Json(200, Describe(user));
    }

    private static JsonObject Describe(Auth0LocalTenantUser user)
    {
        var json = new JsonObject
        {
            ["_id"] = user.UserId[(user.UserId.IndexOf('|', StringComparison.Ordinal) + 1)..],
            ["email_verified"] = user.EmailVerified,
            ["email"] = user.Email,
        };
        (string Name, string? Value)[] texts =
        [
            ("username", user.Username),
            ("name", user.Name),
            ("given_name", user.GivenName),
            ("family_name", user.FamilyName),
            ("nickname", user.Nickname),
        ];
        foreach (var (name, value) in texts.Where(static text => text.Value is not null))
        {
            json[name] = value;
        }

        if (user.UserMetadata is { } metadata)
        {
            json["user_metadata"] = metadata.DeepClone();
        }

        return json;
    }

    // Auth0, "Signup": up to 10 texts of up to 500 characters.
    private static JsonObject? ReadMetadata(ServerRequest request)
    {
        if (JsonNode.Parse(request.JsonBody)!["user_metadata"] is not { } metadata)
        {
            return null;
        }

        return
            metadata is JsonObject { Count: <= 10 } texts
            && texts.All(static text => text.Value?.GetValueKind() == JsonValueKind.String && text.Value.GetValue<string>().Length <= 500)
            ? texts.DeepClone().AsObject()
            : throw OAuthException.InvalidRequest("user_metadata must be an object with at most 10 texts of at most 500 characters");
    }

    private Client RequireClient(TokenRequest parameters) =>
        clients.Find(parameters.Require("client_id")) is { IsGlobal: false } client
            ? client
            : throw OAuthException.InvalidRequest("client_id is not a valid client");
}
