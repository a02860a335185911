using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Passwordless;

/// <summary>POST /passwordless/start: sends a code or a link to an e-mail address or a telephone (Auth0, "Get code or link").</summary>
internal sealed class PasswordlessEndpoint(ClientAuthenticator authenticator, UserStore users, PasswordlessCodes codes, string issuer)
{
    public const string Path = "/passwordless/start";

    public ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        var parameters = TokenRequest.ReadJson(request);
        authenticator.Authenticate(request, parameters);
        return ValueTask.FromResult(
            ServerResponse.Json(
                200,
                parameters.Require("connection") switch
                {
                    Connections.Email => StartByEmail(parameters),
                    Connections.Sms => StartBySms(parameters),

                    // As recorded in auth0/auth0.js#1184.
                    _ => throw new OAuthException(400, "bad.connection", "Connection does not exist"),
                }
            )
        );
    }

    private static string Id(Auth0LocalTenantUser user) => user.UserId[(user.UserId.IndexOf('|', StringComparison.Ordinal) + 1)..];

    private JsonObject StartByEmail(TokenRequest parameters)
    {
        var address = parameters["email"];
        if (address?.IndexOf('@', StringComparison.Ordinal) is null or <= 0)
        {
            throw new OAuthException(400, "bad.email", "error in email - email format validation failed");
        }

        // The default is a link.
        var sendsCode = (parameters["send"] ?? "link") switch
        {
            "code" => true,
            "link" => false,
            _ => throw OAuthException.InvalidRequest("send must be code or link"),
        };
        var user = users.FindOrAdd(Connections.Email, address);
        codes.Send(
            Connections.Email,
            address,
            user.UserId,
            code =>
                sendsCode
                    ? code
                    : $"{issuer}passwordless/verify_redirect?connection=email&email={Uri.EscapeDataString(address)}&verification_code={code}"
        );
        return new JsonObject
        {
            ["_id"] = Id(user),
            ["email"] = address,
            ["email_verified"] = user.EmailVerified,
        };
    }

    private JsonObject StartBySms(TokenRequest parameters)
    {
        var number = parameters["phone_number"];
        if (number is not ['+', .. { Length: >= 4 } digits] || digits.Any(digit => !char.IsAsciiDigit(digit)))
        {
            throw new OAuthException(400, "bad.phone_number", "error in phone_number - phone number must be in E.164 format");
        }

        var user = users.FindOrAdd(Connections.Sms, number);
        codes.Send(Connections.Sms, number, user.UserId, code => code);
        return new JsonObject
        {
            ["_id"] = Id(user),
            ["phone_number"] = number,
            ["phone_verified"] = false,
        };
    }
}
