using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Auth0Flows;

/// <summary>A kind of object of the Management API: where it lives, and how it is read.</summary>
/// <typeparam name="T">The object.</typeparam>
public sealed class Auth0Resource<T>
    where T : class
{
    private readonly JsonTypeInfo<T> _type;

    internal Auth0Resource(string path, string listProperty, JsonTypeInfo<T> type) => (Path, ListProperty, _type) = (path, listProperty, type);

    /// <summary>The path under the Management API: <c>clients</c>.</summary>
    public string Path { get; }

    /// <summary>The property that holds the objects of a page with totals.</summary>
    internal string ListProperty { get; }

    internal T Read(HttpExchange answer)
    {
        using var json = JsonAnswer.ParseObject(answer);
        return Read(json.RootElement, answer);
    }

    internal T Read(JsonElement json, HttpExchange answer)
    {
        try
        {
            return json.Deserialize(_type) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new Auth0ResponseException(Auth0ErrorCode.InvalidJson, $"{answer.Request} answered with an object that is not of the documented form ({failure.Path}).", failure)
            {
                StatusCode = answer.StatusCode,
                Request = answer.Request,
                CorrelationId = answer.CorrelationId,
            };
        }
    }

    /// <summary>The object as the API takes it, with what this version doesn't know.</summary>
    public string ToJson(T value) => JsonSerializer.Serialize(value, _type);
}
