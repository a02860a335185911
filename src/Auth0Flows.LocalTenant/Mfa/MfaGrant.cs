using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>Completes a login or refresh with a second factor.</summary>
internal abstract class MfaGrant(MfaTransactions transactions, MfaAttempts attempts, UserTokens tokens) : IGrant
{
    public abstract string GrantType { get; }

    public async ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client)
    {
        var transaction = await transactions.FindAsync(request.Require("mfa_token"), client).ConfigureAwait(false);
        var check = Prepare(request, transaction);
        attempts.Check(transaction.User);
        if (check() is { } refusal)
        {
            client.User = transaction.User;
            attempts.AddFailure(transaction.User);
            throw refusal;
        }

        var answer = transaction.Resume is { } resume
            ? await resume().ConfigureAwait(false)
            : await tokens.IssueAsync(transaction.Authorization, client, alwaysNamesScopes: false).ConfigureAwait(false);
        Complete(answer, transaction);
        return answer;
    }

    /// <summary>
    /// Reads the request, and returns the function that verifies the code: an error if it is wrong, null if it is correct.
    /// </summary>
    /// <exception cref="OAuthException">There is nothing to verify, or nothing yet.</exception>
    protected abstract Func<OAuthException?> Prepare(TokenRequest request, MfaTransaction transaction);

    /// <summary>Adds this factor's members to the response.</summary>
    protected virtual void Complete(JsonObject answer, MfaTransaction transaction) { }
}
