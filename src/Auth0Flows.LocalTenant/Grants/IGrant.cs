using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Grants;

/// <summary>A grant of the token endpoint.</summary>
internal interface IGrant
{
    /// <summary>The value of <c>grant_type</c>.</summary>
    string GrantType { get; }

    /// <summary>Creates the body of the response. Errors are thrown as <see cref="OAuthException"/>.</summary>
    ValueTask<JsonObject> ExchangeAsync(TokenRequest request, AuthenticatedClient client);
}
