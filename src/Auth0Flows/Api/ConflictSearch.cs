using System.Collections;
using System.Text.Json;
using Auth0Flows.Errors;
using Auth0Flows.Http;
using Auth0Flows.Json;

namespace Auth0Flows.Api;

/// <summary>Finds the object that prevents the creation of another one: the tenant allows only one with this name or key.</summary>
internal sealed class ConflictSearch
{
    private readonly Func<JsonElement, bool> _isMeant;

    private ConflictSearch(Auth0ApiRequest request, Func<JsonElement, bool> isMeant) => (Request, _isMeant) = (request, isMeant);

    /// <summary>The request that finds the object.</summary>
    public Auth0ApiRequest Request { get; }

    /// <returns>Null if the object can't be found.</returns>
    public static ConflictSearch? For(Auth0ApiRequest request)
    {
        if (request.Path is not { } path || request.Body is not { } body || Properties(body) is not { } properties)
        {
            return null;
        }

        string? Value(string name) => properties[name] as string is { Length: > 0 } text ? text : null;
        ConflictSearch Search(string where, Func<JsonElement, bool>? isMeant, params (string Name, string Value)[] query) =>
            new(
                new Auth0ApiRequest
                {
                    Path = where,
                    Query = [.. query.Select(static pair => KeyValuePair.Create(pair.Name, pair.Value))],
                    Token = request.Token,
                    Audience = request.Audience,
                },
                isMeant ?? (static _ => true)
            );

        return path.Trim('/').Split('/')[0] switch
        {
            "users" when Value("email") is { } email => Search("users-by-email", user => IsIn(user, Value("connection")), ("email", email)),
            "users" when Value("phone_number") is { } number && !number.AsSpan().ContainsAny('"', '\\') => Search(
                "users",
                user => IsIn(user, Value("connection")),
                ("q", $"phone_number:\"{number}\""),
                ("search_engine", "v3")
            ),
            "connections" when Value("name") is { } name => Search("connections", null, ("name", name)),
            "organizations" when Value("name") is { } name => Search($"organizations/name/{Uri.EscapeDataString(name)}", null),
            // The filter also finds parts of names.
            "roles" when Value("name") is { } name => Search("roles", role => IsNamed(role, name), ("name_filter", name)),
            "resource-servers" when Value("identifier") is { } identifier => Search(
                $"resource-servers/{Uri.EscapeDataString(identifier)}",
                null
            ),
            "client-grants" when Value("client_id") is { } client && Value("audience") is { } audience => Search(
                "client-grants",
                null,
                ("client_id", client),
                ("audience", audience)
            ),
            _ => null,
        };
    }

    /// <summary>The API's error with the object that was found.</summary>
    public Auth0ApiException Explain(Auth0ApiException refusal, HttpExchange found)
    {
        using var json = JsonAnswer.Parse(found);
        var root = json.RootElement;
        var list =
            root.ValueKind == JsonValueKind.Object
            && root.EnumerateObject().FirstOrDefault(IsList) is { Value.ValueKind: JsonValueKind.Array } property
                ? property.Value
                : root;
        var first =
            list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().FirstOrDefault(item => item.ValueKind == JsonValueKind.Object && _isMeant(item))
                : list;
        if (first.ValueKind != JsonValueKind.Object)
        {
            return refusal;
        }

        var existing = SecretValues.Hide(first); // such as a connection's client secret
        var id = ServerText.Clean((existing["user_id"] ?? existing["id"]) as string ?? "");
        return new Auth0ApiException(refusal.Code, $"{refusal.Message} The existing object is {id}.")
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

    private static bool IsList(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.Array && property.ReadName() is "client_grants" or "roles" or "users" or "connections";

    private static bool IsNamed(JsonElement role, string name) =>
        role.TryFind("name", out var its)
        && its.ValueKind == JsonValueKind.String
        && string.Equals(its.ReadText(), name, StringComparison.OrdinalIgnoreCase);

    // An e-mail address can exist once in each connection.
    private static bool IsIn(JsonElement user, string? connection) =>
        connection is null
        || (
            user.TryFind("identities", out var identities)
            && identities.ValueKind == JsonValueKind.Array
            && identities
                .EnumerateArray()
                .Any(identity =>
                    identity.ValueKind == JsonValueKind.Object
                    && identity.TryFind("connection", out var its)
                    && its.ValueKind == JsonValueKind.String
                    && its.ReadText() == connection
                )
        );

    // A string body is parsed: it causes the same conflict.
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
        catch (Exception failure) when (failure is JsonException or ArgumentException) // half a surrogate pair
        {
            return null;
        }
    }
}
