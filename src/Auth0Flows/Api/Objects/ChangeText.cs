using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json;
using Auth0Flows.Errors;
using Auth0Flows.Json;

namespace Auth0Flows.Api.Objects;

/// <summary>Describes what a call would change: method, URL, and each field before and after, without secrets.</summary>
internal static class ChangeText
{
    private const int LongestList = 1_000;
    private const int LongestValue = 200;
    private const int DeepestBody = 64;
    private const string Masked = "*****";
    private const string Nothing = "(nothing)";

    // Auth0, "Update a user" and "Update a client": these are merged at their first level; names that aren't sent stay.
    private static readonly string[] _merged = ["user_metadata", "app_metadata", "client_metadata"];

    /// <param name="request">The call.</param>
    /// <param name="address">The call's target.</param>
    /// <param name="before">The current object, if it could be read.</param>
    public static string Describe(Auth0ApiRequest request, Uri address, JsonElement? before)
    {
        var text = new StringBuilder(
            string.Create(CultureInfo.InvariantCulture, $"{request.Method} {ServerText.Clean(address.GetLeftPart(UriPartial.Path))}")
        );
        if (request.Method == HttpMethod.Delete)
        {
            AppendName(text, before);
            before = null; // the existing property has another meaning: users/{id}/roles removes roles
        }

        // What a DELETE of a list means: grants?user_id=…
        foreach (var (name, value) in request.Query)
        {
            text.Append("\n    ").Append(ServerText.Clean(name)).Append(": ");
            text.Append(SecretNames.Contains(name) ? Masked : ServerText.Clean(Show(value)));
        }

        var isAllSecret = IsAllSecret(request.Path);

        foreach (var (name, after) in Fields(request))
        {
            if (isAllSecret)
            {
                text.Append("\n    ").Append(ServerText.Clean(name)).Append(": ").Append(Masked);
                continue;
            }

            var old = Find(before, name);
            if (!_merged.Contains(name) || after.ValueKind != JsonValueKind.Object)
            {
                Append(text, name, name, old, after, hasBefore: before is not null);
                continue;
            }

            foreach (var inner in after.EnumerateObject())
            {
                Append(
                    text,
                    $"{name}.{inner.ReadName()}",
                    inner.ReadName(),
                    Find(old, inner.ReadName()),
                    inner.Value,
                    hasBefore: before is not null
                );
            }
        }

        foreach (var part in request.Form)
        {
            var shown =
                part.FilePath
                ?? (
                    SecretNames.Contains(part.Name) ? Masked
                    : part.Text is { } field ? Show(field)
                    : string.Create(CultureInfo.InvariantCulture, $"{part.Content?.Length ?? 0:N0} bytes")
                );
            text.Append("\n    ").Append(ServerText.Clean(part.Name)).Append(": ").Append(ServerText.Clean(shown));
        }

        return request.BodyFile is null
            ? text.ToString()
            : text.Append("\n    the contents of ").Append(ServerText.Clean(request.BodyFile)).ToString();
    }

    // Auth0, "Set rules config for a given key" and "Add hook secrets": the tenant chooses these names, and all values are secret.
    private static bool IsAllSecret(string? path) => path?.Split('?')[0].Trim('/').Split('/') is [.., "secrets"] or ["rules-configs", ..];

    private static void Append(StringBuilder text, string path, string name, JsonElement? old, JsonElement after, bool hasBefore)
    {
        if (old is { } same && same.IsSameAs(after))
        {
            return;
        }

        text.Append("\n    ").Append(ServerText.Clean(path)).Append(": ");
        if (
            old is { ValueKind: JsonValueKind.Array } list
            && after.ValueKind == JsonValueKind.Array
            && Math.Max(list.ReadRaw().Length, after.ReadRaw().Length) > LongestValue
            && !SecretNames.Contains(name, JsonValueKind.Array)
        )
        {
            AppendDifference(text, list, after);
            return;
        }

        if (hasBefore)
        {
            text.Append(Show(name, old)).Append(" → ");
        }

        text.Append(Show(name, after));
    }

    // For long lists, such as a grant's scopes, shows what is added and removed: the full lists would be cut off before the difference.
    private static void AppendDifference(StringBuilder text, JsonElement before, JsonElement after)
    {
        JsonElement[] old = [.. before.EnumerateArray()],
            now = [.. after.EnumerateArray()];
        string[] changes =
        [
            .. NotIn(old, now).Select(static value => $"+ {Mask(value)}"),
            .. NotIn(now, old).Select(static value => $"− {Mask(value)}"),
        ];
        text.Append(CultureInfo.InvariantCulture, $"{old.Length} values → {now.Length}: ")
            .Append(ServerText.Clean(changes.Length == 0 ? "the same values in a different order" : string.Join(", ", changes)));
    }

    private static IEnumerable<JsonElement> NotIn(JsonElement[] list, JsonElement[] values)
    {
        // Equal texts are equal values, and are found at once; other spellings of a value are searched only in lists of normal length.
        var texts = list.Select(static other => other.ReadRaw()).ToHashSet(StringComparer.Ordinal);
        return values.Where(value =>
            !texts.Contains(value.ReadRaw()) && (list.Length > LongestList || !Array.Exists(list, other => other.IsSameAs(value)))
        );
    }

    private static JsonElement? Find(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } found && found.TryFind(name, out var value) ? value : null;

    // The name of the object to delete, in whichever property it is.
    private static void AppendName(StringBuilder text, JsonElement? before)
    {
        if (before is not { ValueKind: JsonValueKind.Object } found)
        {
            return;
        }

        foreach (var name in new[] { "name", "email", "identifier", "audience" })
        {
            if (found.TryFind(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                text.Append("\n    ").Append(name).Append(": ").Append(Show(name, value));
                return;
            }
        }
    }

    private static IEnumerable<(string Name, JsonElement Value)> Fields(Auth0ApiRequest request)
    {
        using var json = Read(request.Body);
        if (json is not { RootElement.ValueKind: JsonValueKind.Object })
        {
            yield break;
        }

        foreach (var property in json.RootElement.EnumerateObject())
        {
            yield return (property.ReadName(), property.Value.Clone());
        }
    }

    private static JsonDocument? Read(object? body)
    {
        try
        {
            return body switch
            {
                null => null,
                string text => JsonDocument.Parse(text),
                _ => JsonDocument.Parse(JsonValues.ToUtf8(WithoutSecrets(body, name: "", depth: 0))),
            };
        }
        catch (JsonException)
        {
            return null; // a string in another format: its changes are unknown
        }
    }

    // A SecureString is secret under any name. Those under a secret's name stay, so that they can be compared.
    private static object? WithoutSecrets(object? value, string name, int depth) =>
        value switch
        {
            SecureString or Auth0Secret => SecretNames.Contains(name) ? value : Masked,
            string or IJsonObject => value,
            _ when depth > DeepestBody => value, // an object that contains itself: writing it is an error
            IDictionary dictionary => dictionary
                .Keys.Cast<object>()
                .ToDictionary(static key => key, key => WithoutSecrets(dictionary[key], $"{key}", depth + 1)),
            IEnumerable several => several.Cast<object?>().Select(one => WithoutSecrets(one, name, depth + 1)).ToArray(),
            _ => value,
        };

    // A string may contain more: a file of users, a form. If it can't be parsed, it is not shown, because its content is unknown.
    private static string Show(string text)
    {
        if (text.AsSpan().TrimStart(" \t\r\n\uFEFF") is not ['{' or '[' or '"', ..])
        {
            return text.Split('&')
                .Any(static pair => pair.Contains('=', StringComparison.Ordinal) && SecretNames.Contains(pair.Split('=')[0].Trim()))
                ? Size(text)
                : text;
        }

        using var json = Read(text);
        return json is { RootElement.ValueKind: JsonValueKind.Object or JsonValueKind.Array } ? Mask(json.RootElement) : Size(text);
    }

    private static string Size(string text) => string.Create(CultureInfo.InvariantCulture, $"{text.Length:N0} characters");

    private static string Show(string name, JsonElement? value)
    {
        if (value is not { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } shown)
        {
            return value is null ? Nothing : "null";
        }

        if (SecretNames.Contains(name, shown.ValueKind))
        {
            return Masked;
        }

        var text = ServerText.Clean(shown.ValueKind == JsonValueKind.String ? Show(shown.ReadText()) : Mask(shown));
        return text.Length > LongestValue ? $"{text.AsSpan(0, LongestValue)}…" : text;
    }

    private static string Mask(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (
            var writer = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
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
}
