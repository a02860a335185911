using System.Collections;
using System.Text.Json;

namespace Auth0Flows;

/// <summary>Where the object is found that keeps another one from being created: by what the tenant lets be there but once.</summary>
internal static class ConflictSearch
{
    /// <returns>What to ask; null where there is no way to know.</returns>
    public static Auth0ApiRequest? For(Auth0ApiRequest request)
    {
        if (request.Path is not { } path || request.Body is not { } body || Properties(body) is not { } properties)
        {
            return null;
        }

        string? Value(string name) => properties[name] as string is { Length: > 0 } text ? text : null;
        return path.Trim('/').Split('/')[0] switch
        {
            "users" when Value("email") is { } email => Search("users-by-email", ("email", email)),
            "users" when Value("phone_number") is { } number => Search("users", ("q", $"phone_number:\"{number}\""), ("search_engine", "v3")),
            "connections" when Value("name") is { } name => Search("connections", ("name", name)),
            "organizations" when Value("name") is { } name => Search($"organizations/name/{Uri.EscapeDataString(name)}"),
            "roles" when Value("name") is { } name => Search("roles", ("name_filter", name)),
            "resource-servers" when Value("identifier") is { } identifier => Search($"resource-servers/{Uri.EscapeDataString(identifier)}"),
            "client-grants" when Value("client_id") is { } client && Value("audience") is { } audience => Search("client-grants", ("client_id", client), ("audience", audience)),
            _ => null,
        };
    }

    /// <summary>The refusal, naming the object that was found.</summary>
    public static Auth0ApiException Explain(Auth0ApiException refusal, HttpExchange found)
    {
        using var json = JsonAnswer.Parse(found);
        var root = json.RootElement;
        var list = root.ValueKind == JsonValueKind.Object && root.EnumerateObject().FirstOrDefault(static property => property.Value.ValueKind == JsonValueKind.Array && property.Name is "client_grants" or "roles" or "users" or "connections") is { Value.ValueKind: JsonValueKind.Array } property
            ? property.Value
            : root;
        var first = list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().FirstOrDefault() : list;
        if (first.ValueKind != JsonValueKind.Object)
        {
            return refusal;
        }

        var existing = JsonValues.ToDictionary(first);
        var id = ServerText.Clean((existing["user_id"] ?? existing["id"]) as string ?? "");
        return new Auth0ApiException(refusal.Code, $"{refusal.Message} It is {id}.")
        {
            Error = refusal.Error,
            ErrorDescription = refusal.ErrorDescription,
            StatusCode = refusal.StatusCode,
            CorrelationId = refusal.CorrelationId,
            Request = refusal.Request,
            ClientId = refusal.ClientId,
            Audience = refusal.Audience,
            Existing = existing,
        };
    }

    private static Auth0ApiRequest Search(string path, params (string Name, string Value)[] query)
        => new() { Path = path, Query = [.. query.Select(static pair => KeyValuePair.Create(pair.Name, pair.Value))] };

    // A body given as text is read: the answer of the conflict is the same for both.
    private static IDictionary? Properties(object body)
    {
        if (body is not string text)
        {
            return body as IDictionary;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object ? JsonValues.ToDictionary(json.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
