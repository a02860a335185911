using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>A path that always has the same response, such as /api/v2/tenants/settings.</summary>
/// <param name="name">The first segment of the path.</param>
/// <param name="rest">The second segment; null for none.</param>
/// <param name="scope">The scope that it requires.</param>
/// <param name="answer">Creates the body of the response.</param>
internal sealed class FixedCollection(string name, string? rest, string scope, Func<JsonNode> answer) : IResourceCollection
{
    public string Name => name;

    public ServerResponse Answer(ServerRequest request, IReadOnlyList<string> segments, AccessToken token)
    {
        if (
            request.Method is not ("GET" or "HEAD")
            || segments.Count != (rest is null ? 0 : 1)
            || (rest is not null && segments[0] != rest)
        )
        {
            throw ApiException.NotFound();
        }

        if (!token.HasScope(scope))
        {
            throw ApiException.InsufficientScope(scope);
        }

        var json = answer();
        return ServerResponse.Json(
            200,
            json is JsonObject settings ? FieldSelection.Read(new QueryReader(request.Parameters)).Apply(settings) : json
        );
    }
}
