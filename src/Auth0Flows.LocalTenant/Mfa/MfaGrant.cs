using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>The end of a login, or of a refresh, with a second factor, whichever it is.</summary>
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

    /// <summary>Reads the request, and gives what looks at the code: a refusal where it is wrong, null if it is right.</summary>
    /// <exception cref="OAuthException">There is nothing to look at, or nothing yet.</exception>
    protected abstract Func<OAuthException?> Prepare(TokenRequest request, MfaTransaction transaction);

    /// <summary>Adds to the answer what this factor brings.</summary>
    protected virtual void Complete(JsonObject answer, MfaTransaction transaction) { }
}
