using System.Text.Json;
using Auth0Flows.Http;

namespace Auth0Flows.Api;

/// <summary>Reads one object of a list.</summary>
internal delegate T ItemReader<out T>(ref Utf8JsonReader reader);

/// <summary>One page of a list, in whichever of the Management API's forms: an array, or an object that holds one.</summary>
/// <param name="Answer">The answer that it came in.</param>
/// <param name="Items">Its objects.</param>
/// <param name="IsBare">Whether it is the array alone.</param>
/// <param name="Start">Where in the list it begins.</param>
/// <param name="Total">How many objects the list has.</param>
/// <param name="Next">The checkpoint of the next page.</param>
internal sealed record ListPage<T>(HttpExchange Answer, List<T> Items, bool IsBare, long? Start, long? Total, string? Next)
{
    /// <param name="answer">The answer.</param>
    /// <param name="listProperty">The property that holds the objects; null for whichever holds an array.</param>
    /// <param name="read">Reads an object.</param>
    /// <exception cref="Auth0ResponseException">The answer holds no list, or an object of another form.</exception>
    public static ListPage<T> Read(HttpExchange answer, string? listProperty, ItemReader<T> read)
    {
        var body = JsonAnswer.Body(answer);
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            reader.Read();
            var page = reader.TokenType switch
            {
                JsonTokenType.StartArray => new ListPage<T>(answer, ReadItems(ref reader, read), true, null, null, NextOf(answer)),
                JsonTokenType.StartObject => ReadObject(ref reader, answer, listProperty, read),
                _ => null,
            };
            reader.Read(); // nothing may follow
            return page ?? throw JsonAnswer.Invalid(answer, $"no list{(listProperty is null ? "" : $" of {listProperty}")}", null);
        }
        catch (JsonException failure)
        {
            throw JsonAnswer.Invalid(
                answer,
                failure.Path is { Length: > 1 } path
                    ? $"an object that does not have the documented format ({path})"
                    : $"incomplete JSON ({body.Length} bytes)",
                failure
            );
        }
        catch (InvalidOperationException failure) // half a character
        {
            throw JsonAnswer.Invalid(answer, "text with incomplete characters", failure);
        }
    }

    private static ListPage<T>? ReadObject(ref Utf8JsonReader reader, HttpExchange answer, string? listProperty, ItemReader<T> read)
    {
        List<T>? items = null;
        long? start = null,
            total = null;
        string? next = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            reader.Read();
            if (items is null && reader.TokenType == JsonTokenType.StartArray && (listProperty ?? name) == name)
            {
                items = ReadItems(ref reader, read);
                continue;
            }

            switch (name)
            {
                case "start":
                    start = Number(ref reader);
                    break;
                case "total":
                    total = Number(ref reader);
                    break;
                case "next" when reader.TokenType == JsonTokenType.String:
                    next = Text(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return items is null ? null : new ListPage<T>(answer, items, false, start, total, next is "" ? null : next);
    }

    // RFC 8288: the log's pages name the next one in a header. Its checkpoint alone is taken from there, never its address.
    private static string? NextOf(HttpExchange answer)
    {
        foreach (var link in answer.Header("Link")?.Split(',') ?? [])
        {
            if (link.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase) && link.Split('<', '>') is [_, var address, ..])
            {
                return address.Split('?', '&').FirstOrDefault(static part => part.StartsWith("from=", StringComparison.Ordinal)) is { } from
                    ? Uri.UnescapeDataString(from["from=".Length..])
                    : null;
            }
        }

        return null;
    }

    // A name or a checkpoint with half a character is none that is looked for.
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static long? Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number >= 0)
        {
            return number;
        }

        reader.Skip();
        return null;
    }

    private static List<T> ReadItems(ref Utf8JsonReader reader, ItemReader<T> read)
    {
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(read(ref reader));
        }

        return items;
    }
}
