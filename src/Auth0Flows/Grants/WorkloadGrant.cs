using Auth0Flows.Http;

namespace Auth0Flows.Grants;

/// <summary>
/// A workload's own token, by its identity token, which is not known before the request: <see cref="ToExchange"/> adds it.
/// </summary>
internal sealed class WorkloadGrant(string? audience, string? organization, IEnumerable<string>? scope)
    : Auth0Grant(audience, organization, scope)
{
    public override Auth0GrantType GrantType => Auth0GrantType.TokenExchange;

    internal override string WireName => TokenExchangeGrant.Name;

    internal override bool IsOfApplication => true;

    internal override void Write(FieldContent body) => throw new InvalidOperationException("The identity token is missing.");

    /// <summary>The exchange of an identity token.</summary>
    public TokenExchangeGrant ToExchange(Auth0Secret identityToken, string subjectTokenType) =>
        new(identityToken, subjectTokenType, Audience, Scope.ToArray(), Organization) { IsOfWorkload = true };
}
