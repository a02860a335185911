using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>
/// Serves a kind of resource like most of the Management API: paged lists, a resource by its id, creation, change, deletion. Derived
/// classes define the resources; <see cref="AnswerBelow"/> handles the paths below one resource.
/// </summary>
/// <typeparam name="T">The type of a resource.</typeparam>
internal abstract class ResourceCollection<T>(ListPaging paging) : IResourceCollection
    where T : class
{
    // Auth0's limit for paged lists, beyond which they need checkpoints.
    protected const int UsualLimit = 1000;

    /// <summary>
    /// The first segment of the paths, which is also the noun in scopes and the name of a list with totals (with underscores there).
    /// </summary>
    public abstract string Name { get; }

    /// <summary>The name of a resource in error codes: <c>client</c>, as in <c>inexistent_client</c>.</summary>
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
            ("DELETE", 1) => DeleteOne(segments[0], token),
            (_, >= 2) => AnswerBelow(request, method, segments, token),
            _ => throw ApiException.NotFound(),
        };
    }

    /// <summary>Rejects a token that has none of these scopes.</summary>
    protected static AccessToken Require(AccessToken token, params string[] scopes) =>
        scopes.Any(token.HasScope) ? token : throw ApiException.InsufficientScope(scopes);

    /// <summary>The resources that match the query's filters, in order.</summary>
    protected abstract IReadOnlyList<T> Select(QueryReader query);

    /// <summary>The resource with an id; null if there is none.</summary>
    protected abstract T? Find(string id);

    /// <summary>The id of a resource.</summary>
    protected abstract string IdOf(T resource);

    /// <summary>Writes the requested properties of a resource that the token may see.</summary>
    protected abstract void Write(Utf8JsonWriter json, T resource, FieldSelection fields, AccessToken token);

    /// <summary>Writes the properties that the creator of a resource sees.</summary>
    protected virtual void WriteCreated(Utf8JsonWriter json, T resource, AccessToken token) =>
        Write(json, resource, FieldSelection.All, token);

    /// <summary>The required scopes; overridden if they aren't <c>read:noun</c> and the like.</summary>
    protected virtual string[] ScopesFor(string verb) => [$"{verb}:{Noun}"];

    protected abstract T Create(JsonObject body, AccessToken token);

    /// <summary>Changes a resource; null if there is none with this id.</summary>
    protected abstract T? Update(string id, JsonObject body, AccessToken token);

    /// <summary>Deletes a resource, if it exists.</summary>
    protected abstract void Delete(string id);

    /// <summary>The response to a deletion: the same whether or not the resource existed.</summary>
    protected virtual ServerResponse AnswerDeletion(string id)
    {
        Delete(id);
        return new ServerResponse(204);
    }

    /// <summary>The HTTP status of a creation.</summary>
    protected virtual int CreatedStatus => 201;

    /// <summary>Handles the paths below one resource.</summary>
    protected virtual ServerResponse AnswerBelow(ServerRequest request, string method, IReadOnlyList<string> segments, AccessToken token) =>
        throw ApiException.NotFound();

    protected virtual ApiException Inexistent() => ApiException.Inexistent(Singular);

    protected T FindOrThrow(string id) => Find(id) ?? throw Inexistent();

    protected ServerResponse Show(T resource, AccessToken token) =>
        ServerResponse.Json(200, json => Write(json, resource, FieldSelection.All, token));

    protected string Noun => Name.Replace('-', '_');

    private AccessToken Allow(AccessToken token, string verb) => Require(token, ScopesFor(verb));

    private ServerResponse List(ServerRequest request, AccessToken token)
    {
        var query = new QueryReader(request.Parameters);
        var fields = FieldSelection.Read(query);
        return ListAnswer.Of(query, Noun, Select(query), paging, IdOf, (json, resource) => Write(json, resource, fields, token));
    }

    private ServerResponse Get(ServerRequest request, string id, AccessToken token)
    {
        var fields = FieldSelection.Read(new QueryReader(request.Parameters));
        var found = FindOrThrow(id);
        return ServerResponse.Json(200, json => Write(json, found, fields, token));
    }

    private ServerResponse Post(ServerRequest request, AccessToken token)
    {
        var created = Create(JsonBody.Read(request), token);
        return ServerResponse.Json(CreatedStatus, json => WriteCreated(json, created, token));
    }

    private ServerResponse Patch(ServerRequest request, string id, AccessToken token) =>
        Show(Update(id, JsonBody.Read(request), token) ?? throw Inexistent(), token);

    private ServerResponse DeleteOne(string id, AccessToken token)
    {
        Allow(token, "delete");
        return AnswerDeletion(id);
    }
}
