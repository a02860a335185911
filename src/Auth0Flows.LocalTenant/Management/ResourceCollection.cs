using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>
/// Serves one kind of resource the way the Management API serves most: lists in pages, one by its id, creation, change, deletion.
/// A kind says what its resources are; <see cref="AnswerBelow"/> takes what lies below one of them.
/// </summary>
/// <typeparam name="T">A resource.</typeparam>
internal abstract class ResourceCollection<T>(int? listLimit) : IResourceCollection
    where T : class
{
    /// <summary>The first segment of the paths, which is also the noun of the scopes and the name of a list with totals (there with underscores).</summary>
    public abstract string Name { get; }

    /// <summary>What one of them is called in errors: <c>client</c>, as in <c>inexistent_client</c>.</summary>
    protected abstract string Singular { get; }

    public ServerResponse Answer(ServerRequest request, IReadOnlyList<string> segments, AccessToken token)
    {
        var method = request.Method == "HEAD" ? "GET" : request.Method;
        return (method, segments.Count) switch
        {
            ("GET", 0) => List(request, Allow(token, "read")),
            ("POST", 0) => Post(request, Allow(token, "create")),
            ("GET", 1) => Get(request, segments[0], Allow(token, "read")),
            ("PATCH", 1) => Patch(request, segments[0], Allow(token, "update")),
            ("DELETE", 1) => DeleteOne(segments[0], Allow(token, "delete")),
            (_, >= 2) => AnswerBelow(request, method, segments, token),
            _ => throw ApiException.NotFound(),
        };
    }

    protected static AccessToken Require(AccessToken token, string scope)
        => token.HasScope(scope) ? token : throw ApiException.InsufficientScope(scope);

    /// <summary>The resources that match the query's filters, in order.</summary>
    protected abstract IReadOnlyList<T> Select(QueryReader query);

    /// <summary>The resource of an id; null where there is none.</summary>
    protected abstract T? Find(string id);

    /// <summary>What a token may see of a resource, in an object of its own.</summary>
    protected abstract JsonObject Show(T resource, AccessToken token);

    /// <summary>What the creator of a resource sees of it.</summary>
    protected virtual JsonObject ShowCreated(T resource, AccessToken token) => Show(resource, token);

    protected abstract T Create(JsonObject body, AccessToken token);

    /// <summary>Changes a resource; null where there is none of this id.</summary>
    protected abstract T? Update(string id, JsonObject body, AccessToken token);

    /// <summary>Deletes a resource, if there is one.</summary>
    protected abstract void Delete(string id);

    /// <summary>Answers for the paths below one resource.</summary>
    protected virtual ServerResponse AnswerBelow(ServerRequest request, string method, IReadOnlyList<string> segments, AccessToken token)
        => throw ApiException.NotFound();

    protected T FindOrThrow(string id) => Find(id) ?? throw ApiException.Inexistent(Singular);

    private string Noun => Name.Replace('-', '_');

    private AccessToken Allow(AccessToken token, string verb) => Require(token, $"{verb}:{Noun}");

    private ServerResponse List(ServerRequest request, AccessToken token)
    {
        var query = new QueryReader(request.Parameters);
        var page = PageRequest.Read(query, listLimit);
        var fields = FieldSelection.Read(query);
        var matching = Select(query);
        var items = new JsonArray();
        for (var i = page.Start; i < Math.Min(page.Start + page.PerPage, matching.Count); i++)
        {
            items.Add(fields.Apply(Show(matching[(int)i], token)));
        }

        return ServerResponse.Json(200, !page.IncludesTotals ? items : new JsonObject
        {
            ["start"] = page.Start,
            ["limit"] = page.PerPage,
            ["length"] = items.Count,
            ["total"] = matching.Count,
            [Noun] = items,
        });
    }

    private ServerResponse Get(ServerRequest request, string id, AccessToken token)
    {
        var fields = FieldSelection.Read(new QueryReader(request.Parameters));
        return ServerResponse.Json(200, fields.Apply(Show(FindOrThrow(id), token)));
    }

    private ServerResponse Post(ServerRequest request, AccessToken token)
        => ServerResponse.Json(201, ShowCreated(Create(JsonBody.Read(request), token), token));

    private ServerResponse Patch(ServerRequest request, string id, AccessToken token)
    {
        var changed = Update(id, JsonBody.Read(request), token) ?? throw ApiException.Inexistent(Singular);
        return ServerResponse.Json(200, Show(changed, token));
    }

    private ServerResponse DeleteOne(string id, AccessToken token)
    {
        Delete(id);

        // The same whether it was there or not.
        return new ServerResponse(204);
    }
}
