using System.Text.Json;
using Auth0Flows.Http;

namespace Auth0Flows.Api;

/// <summary>One page of a list, in whichever of the Management API's forms: an array, or an object that holds one.</summary>
/// <param name="Answer">The answer that it came in.</param>
/// <param name="Items">Its objects.</param>
/// <param name="IsBare">Whether it is the array alone.</param>
/// <param name="Start">Where in the list it begins.</param>
/// <param name="Total">How many objects the list has.</param>
/// <param name="Next">The checkpoint of the next page.</param>
internal sealed record ListPage<T>(HttpExchange Answer, List<T> Items, bool IsBare, long? Start, long? Total, string? Next)
{
    /// <summary>How many places of the list it fills: more than it has objects where something else stands among them.</summary>
    public int Count { get; private init; }

    /// <summary>What else stands among them, in words.</summary>
    public string? Fault { get; private init; }

    /// <param name="answer">The answer.</param>
    /// <param name="listProperty">The property that holds the objects; null for whichever holds an array.</param>
    /// <param name="read">Reads an object.</param>
    /// <param name="objectsOnly">Whether anything else in the list is a fault.</param>
    /// <exception cref="Auth0ResponseException">The answer holds no list, or nothing but faults.</exception>
    public static ListPage<T> Read(HttpExchange answer, string? listProperty, ItemReader<T> read, bool objectsOnly)
    {
        var body = JsonAnswer.Body(answer);
        var items = new ListItems<T>(read, objectsOnly);
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            reader.Read();
            var page = reader.TokenType switch
            {
                JsonTokenType.StartArray => new ListPage<T>(answer, items.Read(ref reader), true, null, null, NextOf(answer)),
                JsonTokenType.StartObject => ReadObject(ref reader, answer, listProperty, items),
                _ => null,
            };
            reader.Read(); // nothing may follow
            return page is null ? throw JsonAnswer.Invalid(answer, $"no list{(listProperty is null ? "" : $" of {listProperty}")}", null)
                : page.Items.Count == 0 && items.Fault is not null ? throw JsonAnswer.Invalid(answer, $"a list with {items.Fault}", null)
                : page with { Count = items.Count, Fault = items.Fault };
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

    private static ListPage<T>? ReadObject(ref Utf8JsonReader reader, HttpExchange answer, string? listProperty, ListItems<T> list)
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
                items = list.Read(ref reader);
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
}
