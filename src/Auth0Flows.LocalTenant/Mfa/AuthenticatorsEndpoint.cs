using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>The second factors of a user: GET and DELETE /mfa/authenticators, POST /mfa/associate (Auth0, "MFA API").</summary>
internal sealed class AuthenticatorsEndpoint(MfaTransactions transactions, OobChallenges challenges)
{
    public const string ListPath = "/mfa/authenticators";
    public const string Prefix = "/mfa/authenticators/";
    public const string AssociatePath = "/mfa/associate";

    public async ValueTask<ServerResponse> ListAsync(ServerRequest request)
    {
        var transaction = await transactions.AuthenticateAsync(request, "read:authenticators", takesMfaToken: true).ConfigureAwait(false);
        return ServerResponse.Json(
            200,
            new JsonArray([.. transaction.User.Authenticators.Select(authenticator => authenticator.ToJson())])
        );
    }

    /// <summary>DELETE with an access token: Auth0 doesn't accept an mfa_token here.</summary>
    public async ValueTask<ServerResponse> DeleteAsync(ServerRequest request)
    {
        if (request.Method != "DELETE")
        {
            return ServerResponse.NotFound();
        }

        var transaction = await transactions
            .AuthenticateAsync(request, "remove:authenticators", takesMfaToken: false)
            .ConfigureAwait(false);
        return transaction.User.Remove(Uri.UnescapeDataString(request.Path[Prefix.Length..]))
            ? new ServerResponse(204)
            : throw new OAuthException(404, "not_found", "The authenticator does not exist.");
    }

    public async ValueTask<ServerResponse> AssociateAsync(ServerRequest request)
    {
        var transaction = await transactions.AuthenticateAsync(request, "enroll", takesMfaToken: true).ConfigureAwait(false);
        var parameters = TokenRequest.ReadJson(request);
        var user = transaction.User;
        if (!transaction.IsEnrolment && user.Authenticators.Any(authenticator => authenticator.IsActive))
        {
            throw OAuthException.AccessDenied("User is already enrolled.");
        }

        var (authenticator, answer) = parameters.List("authenticator_types") switch
        {
            ["otp"] => CreateOtp(user),
            ["oob"] => CreateOob(user, parameters),
            _ => throw OAuthException.InvalidRequest("authenticator_types must be [\"otp\"] or [\"oob\"]"),
        };
        user.Add(authenticator);
        if (authenticator.Type == AuthenticatorType.Oob)
        {
            answer["oob_code"] = challenges.Send(transaction, authenticator);
        }

        if (user.Authenticators.All(other => other.Type != AuthenticatorType.RecoveryCode))
        {
            // Returned now and never again.
            var recoveryCode = Identifiers.NewRecoveryCode();
            user.Add(new Authenticator(AuthenticatorType.RecoveryCode) { Secret = recoveryCode });
            answer["recovery_codes"] = new JsonArray(recoveryCode);
        }

        return ServerResponse.Json(200, answer);
    }

    private static (Authenticator Authenticator, JsonObject Answer) CreateOtp(Auth0LocalTenantUser user)
    {
        var secret = Identifiers.NewOtpSecret();
        var label = Uri.EscapeDataString($"{ClientTemplate.Tenant}:{user.Email ?? user.UserId}");
        return (
            new Authenticator(AuthenticatorType.Otp) { Secret = secret },
            new JsonObject
            {
                ["authenticator_type"] = "otp",
                ["secret"] = secret,
                ["barcode_uri"] =
                    $"otpauth://totp/{label}?secret={secret}&issuer={ClientTemplate.Tenant}&algorithm=SHA1&digits=6&period=30",
            }
        );
    }

    private static (Authenticator Authenticator, JsonObject Answer) CreateOob(Auth0LocalTenantUser user, TokenRequest parameters)
    {
        var channel = parameters.List("oob_channels") is [var only] ? only : null;
        var address = channel switch
        {
            "sms" or "voice" => parameters.Require("phone_number"),
            "email" => parameters["email"] ?? user.Email ?? throw OAuthException.InvalidRequest("Missing required parameter: email"),
            Authenticator.Push => null,
            _ => throw OAuthException.InvalidRequest("oob_channels must be one of sms, voice, email, auth0"),
        };
        var answer = new JsonObject { ["authenticator_type"] = "oob", ["oob_channel"] = channel };
        if (address is null)
        {
            answer["barcode_uri"] =
                $"otpauth://totp/{ClientTemplate.Tenant}:{Uri.EscapeDataString(user.Email ?? user.UserId)}?enrollment_tx_id={Identifiers.NewDevice()}";
        }
        else
        {
            answer["binding_method"] = "prompt";
        }

        return (new Authenticator(AuthenticatorType.Oob, channel) { Address = address }, answer);
    }
}
