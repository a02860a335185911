using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>
/// The recovery code instead of a second factor. The response contains the next one (Auth0, "Verify with recovery code").
/// </summary>
internal sealed class MfaRecoveryCodeGrant(MfaTransactions transactions, MfaAttempts attempts, UserTokens tokens)
    : MfaGrant(transactions, attempts, tokens)
{
    public override string GrantType => GrantTypes.MfaRecoveryCode;

    protected override Func<OAuthException?> Prepare(TokenRequest request, MfaTransaction transaction)
    {
        var code = request.Require("recovery_code");
        return () =>
            Find(transaction)?.TryUseRecoveryCode(code) == true ? null : OAuthException.InvalidGrant("MFA Authorization rejected.");
    }

    protected override void Complete(JsonObject answer, MfaTransaction transaction) => answer["recovery_code"] = Find(transaction)?.Secret;

    private static Authenticator? Find(MfaTransaction transaction) =>
        transaction.User.Authenticators.FirstOrDefault(one => one is { Type: AuthenticatorType.RecoveryCode, IsActive: true });
}
