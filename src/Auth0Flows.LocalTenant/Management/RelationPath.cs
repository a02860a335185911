using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>A request for what belongs to an object, which there is.</summary>
/// <param name="Request">The request.</param>
/// <param name="Method">Its method; HEAD counts as GET.</param>
/// <param name="Id">The id of the object.</param>
/// <param name="Token">The token that it came with.</param>
internal sealed record RelationPath(ServerRequest Request, string Method, string Id, AccessToken Token)
{
    public QueryReader Query { get; } = new(Request.Parameters);

    public BodyReader ReadBody() => new(JsonBody.Read(Request));

    /// <summary>Refuses a token that has none of these scopes.</summary>
    public void Require(params string[] scopes)
    {
        if (!scopes.Any(Token.HasScope))
        {
            throw ApiException.InsufficientScope(scopes);
        }
    }

    /// <summary>Refuses a token that hasn't all of these scopes, in Auth0's words for it.</summary>
    public void RequireAll(params string[] scopes)
    {
        if (!scopes.All(Token.HasScope))
        {
            throw ApiException.InsufficientScopes(scopes);
        }
    }
}
