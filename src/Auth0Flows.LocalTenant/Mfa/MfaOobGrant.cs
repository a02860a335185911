using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>The code from a message, or a push notification, as the second factor (Auth0, "Verify with out-of-band").</summary>
internal sealed class MfaOobGrant(MfaTransactions transactions, MfaAttempts attempts, UserTokens tokens, OobChallenges challenges)
    : MfaGrant(transactions, attempts, tokens)
{
    public override string GrantType => GrantTypes.MfaOob;

    protected override Func<OAuthException?> Prepare(TokenRequest request, MfaTransaction transaction)
    {
        var oobCode = request.Require("oob_code");
        var challenge = challenges.Find(oobCode, transaction);
        string? sent = null;
        if (challenge.BindingCode is null)
        {
            challenges.Poll(challenge);
        }
        else
        {
            sent = request.Require("binding_code");
        }

        return () =>
        {
            if (challenge.BindingCode is { } right && !ConstantTime.AreEqual(sent, right))
            {
                return OAuthException.InvalidGrant("Invalid binding_code.");
            }

            if (!challenges.TryUse(oobCode))
            {
                return OAuthException.InvalidGrant("Malformed oob_code");
            }

            transaction.User.Confirm(challenge.Authenticator);
            return null;
        };
    }
}
