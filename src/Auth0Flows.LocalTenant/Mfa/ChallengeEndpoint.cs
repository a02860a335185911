using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>POST /mfa/challenge: challenges the user for one of their factors (Auth0, "MFA API": challenge request).</summary>
internal sealed class ChallengeEndpoint(ClientAuthenticator authenticator, MfaTransactions transactions, OobChallenges challenges)
{
    public const string Path = "/mfa/challenge";

    public async ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        var parameters = TokenRequest.ReadJson(request);
        var client = authenticator.Authenticate(request, parameters);
        var transaction = await transactions.FindAsync(parameters.Require("mfa_token"), client).ConfigureAwait(false);
        var factor = Choose(transaction.User, parameters);
        if (factor.Type == AuthenticatorType.Otp)
        {
            return ServerResponse.Json(200, new JsonObject { ["challenge_type"] = "otp" });
        }

        var answer = new JsonObject { ["challenge_type"] = "oob", ["oob_code"] = challenges.Send(transaction, factor) };
        if (factor.Channel != Authenticator.Push)
        {
            answer["binding_method"] = "prompt";
        }

        return ServerResponse.Json(200, answer);
    }

    private static Authenticator Choose(Auth0LocalTenantUser user, TokenRequest parameters)
    {
        // There is no challenge for a recovery code.
        var active = user.Authenticators.Where(one => one.IsActive && one.Type != AuthenticatorType.RecoveryCode).ToArray();
        if (active.Length == 0)
        {
            throw new OAuthException(
                403,
                "association_required",
                "User is not enrolled. You can use /mfa/associate endpoint to enroll the first authenticator."
            );
        }

        var types = (parameters["challenge_type"] ?? "otp oob").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parameters["authenticator_id"] is { } id)
        {
            active = [.. active.Where(one => one.Id == id)];
            if (active.Length == 0)
            {
                throw OAuthException.InvalidRequest("The authenticator_id is not one of the user's active authenticators.");
            }
        }

        return active.FirstOrDefault(one => types.Contains(one.TypeName))
            ?? throw new OAuthException(
                401,
                "unsupported_challenge_type",
                $"The user does not support any of the requested challenge types ({string.Join(", ", types)}). Supported type: {active[0].TypeName}."
            );
    }
}
