using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>A request for something that belongs to an existing object.</summary>
/// <param name="Request">The request.</param>
/// <param name="Method">Its method; HEAD counts as GET.</param>
/// <param name="Id">The id of the object.</param>
/// <param name="Token">The access token of the request.</param>
internal sealed record RelationPath(ServerRequest Request, string Method, string Id, AccessToken Token)
{
    public QueryReader Query { get; } = new(Request.Parameters);

    public BodyReader ReadBody() => new(JsonBody.Read(Request));

    /// <summary>Rejects a token that has none of these scopes.</summary>
    public void Require(params string[] scopes)
    {
        if (!scopes.Any(Token.HasScope))
        {
            throw ApiException.InsufficientScope(scopes);
        }
    }

    /// <summary>Rejects a token that doesn't have all of these scopes, with Auth0's message.</summary>
    public void RequireAll(params string[] scopes)
    {
        if (!scopes.All(Token.HasScope))
        {
            throw ApiException.InsufficientScopes(scopes);
        }
    }
}
