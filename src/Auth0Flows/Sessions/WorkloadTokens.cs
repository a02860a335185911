using Auth0Flows.Basics;
using Auth0Flows.Grants;
using Auth0Flows.Http;
using Auth0Flows.WorkloadIdentity;

namespace Auth0Flows.Sessions;

/// <summary>
/// Exchanges a workload's identity token for tokens of the tenant. Each exchange gets the identity token from its source, so that none is
/// used after it was replaced.
/// </summary>
internal sealed class WorkloadTokens(SessionContext context, Auth0FederatedToken source, HttpTransport transport, TokenEndpoint endpoint)
{
    // GitHub issues a token for any audience. Its default one, the owner of the repository, would be right for others, too.
    private readonly string? _audience =
        source.Audience ?? (source.Source == Auth0FederatedTokenSource.GitHub ? context.Domain.Issuer : null);

    public async Task<Auth0Token> RequestAsync(WorkloadGrant grant, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var identity = IdentityTokenSources.Create(source, transport, _audience ?? "");
        var token = await identity.ReadAsync(activity, cancellationToken).ConfigureAwait(false);
        IdentityTokenCheck.Check(token, source, _audience, context.TimeProvider);
        return await endpoint
            .RequestAsync(grant.ToExchange(token.ToSecret(), source.SubjectTokenType), activity, cancellationToken)
            .ConfigureAwait(false);
    }
}
