using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management.Declared;

/// <summary>A request for a declared endpoint, whose scopes have been checked.</summary>
/// <param name="Request">The request.</param>
/// <param name="Method">Its method; HEAD counts as GET.</param>
/// <param name="Ids">The values of the placeholders in the path, in order.</param>
/// <param name="Token">The access token of the request.</param>
internal sealed record EndpointRequest(ServerRequest Request, string Method, IReadOnlyList<string> Ids, AccessToken Token)
{
    /// <summary>The value of the first placeholder.</summary>
    public string Id => Ids[0];

    public QueryReader Query { get; } = new(Request.Parameters);

    public JsonObject ReadBody() => JsonBody.Read(Request);

    /// <summary>A body that may be missing: deployments and revocations have none.</summary>
    public JsonObject ReadOptionalBody() => Request.Body.Length == 0 ? [] : JsonBody.Read(Request);
}
