using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>One way to come by tokens at the token endpoint.</summary>
internal interface IGrant
{
    /// <summary>The value of <c>grant_type</c>.</summary>
    string GrantType { get; }

    /// <summary>The body of the answer. Refusals are thrown as <see cref="OAuthException"/>.</summary>
    ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client);
}
