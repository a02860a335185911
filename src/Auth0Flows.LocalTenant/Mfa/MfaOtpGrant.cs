using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>A one-time password as the second factor (Auth0, "Verify with one-time password").</summary>
internal sealed class MfaOtpGrant(MfaTransactions transactions, MfaAttempts attempts, UserTokens tokens, TenantClock clock)
    : MfaGrant(transactions, attempts, tokens)
{
    public override string GrantType => GrantTypes.MfaOtp;

    protected override Func<OAuthException?> Prepare(TokenRequest request, MfaTransaction transaction)
    {
        var otp = request.Require("otp");
        return () =>
        {
            var used = transaction.Authenticators.FirstOrDefault(one =>
                one.Type == AuthenticatorType.Otp && one.TryUseOtp(otp, clock.UtcNow)
            );
            if (used is null)
            {
                return OAuthException.InvalidGrant("Invalid otp_code.");
            }

            transaction.User.Confirm(used);
            return null;
        };
    }
}
