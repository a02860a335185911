using System.Buffers;
using System.Collections.Specialized;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Auth0Flows.Api;
using Auth0Flows.Basics;
using Auth0Flows.Errors;
using Auth0Flows.Http;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>A type of Management API object: its path, the paging of its lists, and its .NET type.</summary>
/// <typeparam name="T">The .NET type of the object.</typeparam>
public sealed class Auth0Resource<T>
    where T : class
{
    private readonly JsonTypeInfo<T> _type;
    private ItemFormat<T>? _items;

    internal Auth0Resource(string path, string listProperty, JsonTypeInfo<T> type, Auth0Paging paging = Auth0Paging.Page) =>
        (Path, ListProperty, _type, Paging) = (path, listProperty, type, paging);

    /// <summary>The path under the Management API: <c>clients</c>.</summary>
    public string Path { get; }

    /// <summary>The paging of its lists.</summary>
    public Auth0Paging Paging { get; }

    /// <summary>The properties that the API sets, and refuses in a new object.</summary>
    internal IReadOnlyCollection<string> SetByApi { get; init; } = ["id", "created_at", "updated_at"];

    /// <summary>The properties with ids of other objects of the tenant, which another tenant doesn't have.</summary>
    internal IReadOnlyCollection<string> OfTenant { get; init; } = [];

    /// <summary>The property that contains the objects of a page with totals.</summary>
    internal string ListProperty { get; }

    /// <summary>Completes an object that was read with what its path says and its JSON doesn't.</summary>
    internal Action<T>? Complete { get; init; }

    /// <summary>The path of the object with this id, or of all objects if the id is null.</summary>
    public string PathOf(string? id) => id is null ? Path : $"{Path}/{PathTemplate.Expand("{id}", _ => id)}";

    /// <summary>The object as JSON for the API, including properties that this version doesn't know.</summary>
    public string ToJson(T value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ExactTextEncoder.Strict }))
        {
            JsonSerializer.Serialize(writer, value, _type);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>
    /// The properties to create an equal object with, in another tenant too: without its id and secret, without what the API sets itself,
    /// and without ids of other objects of the tenant.
    /// </summary>
    /// <param name="value">The object.</param>
    /// <param name="leftOut">Receives the names of properties with such ids.</param>
    public OrderedDictionary Copy(T value, ICollection<string>? leftOut = null)
    {
        var copy = new OrderedDictionary(StringComparer.Ordinal);
        using var json = JsonDocument.Parse(ToJson(value));
        foreach (var member in json.RootElement.EnumerateObject())
        {
            var name = member.ReadName();
            if (member.Value.ValueKind == JsonValueKind.Null || SetByApi.Contains(name))
            {
                continue;
            }

            if (OfTenant.Contains(name))
            {
                leftOut?.Add(name);
                continue;
            }

            copy[name] = member.Value.Clone();
        }

        return copy;
    }

    /// <summary>The same type of object under another path: the members of another organization, the roles of a user.</summary>
    /// <param name="path">The path, percent-encoded.</param>
    /// <param name="paging">The paging of the list at this path.</param>
    internal Auth0Resource<T> At(string path, Auth0Paging paging = Auth0Paging.Page) => new(path, ListProperty, _type, paging);

    /// <summary>Reads the object in a response.</summary>
    /// <exception cref="Auth0ResponseException">The response contains no object, or one with another structure.</exception>
    public T Read(Auth0ApiResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Read(response.Answer);
    }

    /// <summary>Reads an object from JSON, such as a line of an export.</summary>
    /// <exception cref="Auth0ResponseException">The text is not such an object.</exception>
    public T Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length >= AnswerLimits.Values && JsonSize.IsTooLarge(Encoding.UTF8.GetBytes(json)))
        {
            throw AnswerLimit.TooManyValues("The export", null);
        }

        try
        {
            return JsonSerializer.Deserialize(json, _type) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new Auth0ResponseException(
                Auth0ErrorCode.InvalidJson,
                $"An object does not have the documented format ({failure.Path}).",
                JsonFailure.WithoutText(failure)
            );
        }
    }

    internal T Read(HttpExchange answer)
    {
        using var json = JsonAnswer.ParseObject(answer);
        if (GatewayAnswer.IsOne(json.RootElement))
        {
            throw JsonAnswer.Invalid(answer, $"an error with the status {(int)answer.StatusCode}", null, Auth0ErrorCode.InvalidResponse);
        }

        try
        {
            var read = json.RootElement.Deserialize(_type) ?? throw new JsonException("null");
            Complete?.Invoke(read);
            return read;
        }
        catch (JsonException failure)
        {
            throw JsonAnswer.Invalid(answer, $"an object that does not have the documented format ({failure.Path})", failure);
        }
    }

    internal ListPage<T> ReadPage(HttpExchange answer) =>
        ListPage<T>.Read(
            answer,
            ListProperty,
            _items ??= new ItemFormat<T>(ReadItem, ItemIds.Reader(_type), ObjectsOnly: true, IsPaged: Paging != Auth0Paging.None)
        );

    private T ReadItem(ref Utf8JsonReader reader) => _type.ReadNext(ref reader) ?? throw new JsonException("null", "$", null, null);
}
