using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Errors;
using Auth0Flows.Http;
using Auth0Flows.Json;

namespace Auth0Flows.Api.Objects;

/// <summary>
/// Describes what a call would change: method, URL, and each field before and after, without secrets. A secret is what has the type or the
/// name of one, and each text that repeats it.
/// </summary>
internal sealed class ChangeText
{
    private const int LongestList = 1_000;
    private const int LongestValue = 200;
    private const string Masked = Auth0Secret.Mask;
    private const string Nothing = "(nothing)";

    // Auth0, "Update a user" and "Update a client": these are merged at their first level; names that aren't sent stay.
    private static readonly string[] _merged = ["user_metadata", "app_metadata", "client_metadata"];

    private readonly StringBuilder _text = new();
    private readonly Func<string, string> _masking;

    private ChangeText(Auth0ApiRequest request) => _masking = SentSecrets.Of(RequestSecrets.Of(request)).Masking();

    /// <param name="request">The call.</param>
    /// <param name="address">The call's target.</param>
    /// <param name="before">The current object, if it could be read.</param>
    public static string Describe(Auth0ApiRequest request, Uri address, JsonElement? before)
    {
        var text = new ChangeText(request);
        text.Append(request, address, before);
        return text._text.ToString();
    }

    private void Append(Auth0ApiRequest request, Uri address, JsonElement? before)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{request.Method} {ServerText.Clean(_masking(address.GetLeftPart(UriPartial.Path)))}");
        if (request.Method == HttpMethod.Delete)
        {
            AppendName(before);
            before = null; // the existing property has another meaning: users/{id}/roles removes roles
        }

        // What a DELETE of a list means: grants?user_id=…
        foreach (var (name, value) in request.Query)
        {
            AppendLine(name, SecretNames.Contains(name) ? Masked : Show(value));
        }

        var isAllSecret = IsAllSecret(request.Path);

        foreach (var (name, after) in Fields(request.Body))
        {
            if (isAllSecret)
            {
                AppendLine(name, Masked);
                continue;
            }

            var old = Find(before, name);
            if (!_merged.Contains(name) || after.Sent.ValueKind != JsonValueKind.Object)
            {
                Append(name, name, old, after, hasBefore: before is not null);
                continue;
            }

            foreach (var (inner, value) in Members(after))
            {
                Append($"{name}.{inner}", inner, Find(old, inner), value, hasBefore: before is not null);
            }
        }

        if (ReadBody(request.Body) is { Sent.ValueKind: JsonValueKind.Array } list)
        {
            AppendLine("list", isAllSecret ? Masked : Mask(list.Shown));
        }

        foreach (var part in request.Form)
        {
            AppendLine(
                part.Name,
                part.FilePath
                    ?? (
                        part.Secret is not null || SecretNames.Contains(part.Name) ? Masked
                        : part.Text is { } field ? Show(field)
                        : string.Create(CultureInfo.InvariantCulture, $"{part.Content?.Length ?? 0:N0} bytes")
                    )
            );
        }

        if (request.BodyFile is { } file)
        {
            _text.Append("\n    the contents of ").Append(ServerText.Clean(file));
        }
    }

    private void AppendLine(string name, string shown) =>
        _text.Append("\n    ").Append(ServerText.Clean(name)).Append(": ").Append(ServerText.Clean(shown));

    // Auth0, "Set rules config for a given key" and "Add hook secrets": the tenant chooses these names, and all values are secret.
    private static bool IsAllSecret(string? path) => path?.Split('?')[0].Trim('/').Split('/') is [.., "secrets"] or ["rules-configs", ..];

    private void Append(string path, string name, JsonElement? old, Value after, bool hasBefore)
    {
        if (old is { } same && same.IsSameAs(after.Sent))
        {
            return;
        }

        _text.Append("\n    ").Append(ServerText.Clean(path)).Append(": ");
        if (
            old is { ValueKind: JsonValueKind.Array } list
            && after.Sent.ValueKind == JsonValueKind.Array
            && Math.Max(list.ReadRaw().Length, after.Sent.ReadRaw().Length) > LongestValue
            && !SecretNames.Contains(name, JsonValueKind.Array)
        )
        {
            AppendDifference(list, after);
            return;
        }

        if (hasBefore)
        {
            // In the place of a secret there was one before.
            _text.Append(old is { ValueKind: not JsonValueKind.Null } && after.HasSecret ? Masked : Show(name, old)).Append(" → ");
        }

        _text.Append(Show(name, after.Shown));
    }

    // For long lists, such as a grant's scopes, shows what is added and removed: the full lists would be cut off before the difference.
    private void AppendDifference(JsonElement before, Value after)
    {
        JsonElement[] old = [.. before.EnumerateArray()],
            now = [.. after.Sent.EnumerateArray()],
            shown = [.. after.Shown.EnumerateArray()];
        var removed = NotIn(now, old);
        string[] changes =
        [
            .. NotIn(old, now).Select(added => $"+ {Mask(shown[added])}"),
            .. removed.Select(index => $"− {(after.HasSecret ? Masked : Mask(old[index]))}"),
        ];
        _text
            .Append(CultureInfo.InvariantCulture, $"{old.Length} values → {now.Length}: ")
            .Append(ServerText.Clean(changes.Length == 0 ? "the same values in a different order" : string.Join(", ", changes)));
    }

    // The places of the values that are not in the list.
    private static IEnumerable<int> NotIn(JsonElement[] list, JsonElement[] values)
    {
        // Equal texts are equal values, and are found at once; other spellings of a value are searched only in lists of normal length.
        var texts = list.Select(static other => other.ReadRaw()).ToHashSet(StringComparer.Ordinal);
        return Enumerable
            .Range(0, values.Length)
            .Where(index =>
                !texts.Contains(values[index].ReadRaw())
                && (list.Length > LongestList || !Array.Exists(list, other => other.IsSameAs(values[index])))
            );
    }

    private static JsonElement? Find(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } found && found.TryFind(name, out var value) ? value : null;

    // The name of the object to delete, in whichever property it is.
    private void AppendName(JsonElement? before)
    {
        if (before is not { ValueKind: JsonValueKind.Object } found)
        {
            return;
        }

        foreach (var name in new[] { "name", "email", "identifier", "audience" })
        {
            if (found.TryFind(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                _text.Append("\n    ").Append(name).Append(": ").Append(Show(name, value));
                return;
            }
        }
    }

    private static IEnumerable<(string Name, Value Value)> Fields(object? body) => ReadBody(body) is { } value ? Members(value) : [];

    // The members of an object. As it is sent and as it is shown, they are the same in the same order.
    private static IEnumerable<(string Name, Value Value)> Members(Value json) =>
        json.Sent.ValueKind == JsonValueKind.Object
            ? json
                .Sent.EnumerateObject()
                .Zip(
                    json.Shown.EnumerateObject(),
                    static (sent, shown) =>
                        (sent.ReadName(), new Value(sent.Value, shown.Value, sent.Value.ReadRaw() != shown.Value.ReadRaw()))
                )
            : [];

    private static Value? ReadBody(object? body)
    {
        if (body is null or string)
        {
            using var json = Read(body as string);
            return json?.RootElement.Clone() is { } root ? new Value(root, root, HasSecret: false) : null;
        }

        try
        {
            return new Value(Parse(JsonValues.ToUtf8(body)), Parse(JsonValues.ToUtf8(body, hidden: [])), HasSecret: false);
        }
        catch (JsonException)
        {
            return null; // nested too deeply for a reader
        }
    }

    private static JsonElement Parse(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }

    private static JsonDocument? Read(string? text)
    {
        try
        {
            return text is null ? null : JsonDocument.Parse(text);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException) // half a surrogate pair
        {
            return null; // a string in another format: its changes are unknown
        }
    }

    // A string may contain more: a file of users, a form. If it can't be parsed, it is not shown, because its content is unknown.
    private string Show(string text)
    {
        if (text.AsSpan().TrimStart(" \t\r\n\uFEFF") is not ['{' or '[' or '"', ..])
        {
            return text.Split('&')
                .Any(static pair =>
                    pair.Contains('=', StringComparison.Ordinal) && SecretNames.Contains(Uri.UnescapeDataString(pair.Split('=')[0]).Trim())
                )
                ? Size(text)
                : _masking(text);
        }

        using var json = Read(text);
        return json is { RootElement.ValueKind: JsonValueKind.Object or JsonValueKind.Array } ? Mask(json.RootElement) : Size(text);
    }

    private static string Size(string text) => string.Create(CultureInfo.InvariantCulture, $"{text.Length:N0} characters");

    private string Show(string name, JsonElement? value)
    {
        if (value is not { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } shown)
        {
            return value is null ? Nothing : "null";
        }

        if (SecretNames.Contains(name, shown.ValueKind))
        {
            return Masked;
        }

        var text = ServerText.Clean(
            shown.ValueKind == JsonValueKind.String ? ExactTextEncoder.Visible(Show(shown.ReadText())) : Mask(shown)
        );
        return text.Length > LongestValue ? $"{text.AsSpan(0, LongestValue)}…" : text;
    }

    private string Mask(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ExactTextEncoder.Readable }))
        {
            Write(writer, value);
        }

        return _masking(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    writer.WritePropertyName(property.ReadName());
                    if (
                        property.Value.ValueKind != JsonValueKind.Null
                        && SecretNames.Contains(property.ReadName(), property.Value.ValueKind)
                    )
                    {
                        writer.WriteStringValue(Masked);
                    }
                    else
                    {
                        Write(writer, property.Value);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteAsItCame(writer);
                break;
        }
    }

    /// <summary>A value as it is sent, and as it is shown: with a mask in the place of each secret.</summary>
    private readonly record struct Value(JsonElement Sent, JsonElement Shown, bool HasSecret);
}
