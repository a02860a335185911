using System.Text.Json;
using Auth0Flows.Http;

namespace Auth0Flows.Api;

/// <summary>One page of a list, in any of the Management API's formats: an array, or an object that contains one.</summary>
/// <param name="Answer">The response that contains the page.</param>
/// <param name="Items">Its objects.</param>
/// <param name="IsBare">Whether the response is only the array.</param>
/// <param name="Start">The page's start index in the list.</param>
/// <param name="Total">The number of objects in the whole list.</param>
/// <param name="Next">The checkpoint of the next page.</param>
internal sealed record ListPage<T>(HttpExchange Answer, List<T> Items, bool IsBare, long? Start, long? Total, string? Next)
{
    /// <summary>The number of items in the page. It exceeds the number of objects if the page contains anything else.</summary>
    public int Count { get; private init; }

    /// <summary>Whether the page contains a checkpoint of the next one, but not as a text that can be sent.</summary>
    public bool IsNextUnreadable { get; private init; }

    /// <summary>What the page contains, to notice a page that comes again.</summary>
    public PageContent Content { get; private init; } = null!;

    /// <summary>The ids of the items; null for an object without one.</summary>
    public List<string?> Ids { get; private init; } = [];

    /// <summary>Describes the items that are not objects.</summary>
    public string? Fault { get; private init; }

    /// <param name="answer">The response.</param>
    /// <param name="listProperty">The property that contains the objects; null for any property that contains an array.</param>
    /// <param name="format">How an item is read.</param>
    /// <exception cref="Auth0ResponseException">The response contains no list, or nothing but faults.</exception>
    public static ListPage<T> Read(HttpExchange answer, string? listProperty, ItemFormat<T> format)
    {
        var body = JsonAnswer.Body(answer);
        var items = new ListItems<T>(format, body);
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            reader.Read();
            var page = reader.TokenType switch
            {
                JsonTokenType.StartArray => OfArray(answer, items.Read(ref reader)),
                JsonTokenType.StartObject => ReadObject(ref reader, answer, listProperty, items),
                _ => null,
            };
            reader.Read(); // nothing may follow the list
            return format.IsPaged && items.Count > AnswerLimits.Objects
                    ? throw AnswerLimit.TooManyObjects(answer.Request, answer.StatusCode)
                : page is null ? throw JsonAnswer.Invalid(answer, $"no list{(listProperty is null ? "" : $" of {listProperty}")}", null)
                : page.Items.Count == 0 && items.Fault is not null ? throw JsonAnswer.Invalid(answer, $"a list with {items.Fault}", null)
                : page with { Count = items.Count, Fault = items.Fault, Content = items.Content!, Ids = items.Ids };
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
        catch (InvalidOperationException failure) // an incomplete surrogate pair
        {
            throw JsonAnswer.Invalid(answer, "text that isn't valid Unicode", failure);
        }
    }

    private static ListPage<T>? ReadObject(ref Utf8JsonReader reader, HttpExchange answer, string? listProperty, ListItems<T> list)
    {
        List<T>? items = null;
        long? start = null,
            total = null;
        string? next = null;
        var isUnreadable = false;
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
                case "next":
                    next = reader.TokenType == JsonTokenType.String ? Text(ref reader) : null;
                    isUnreadable = next is null && reader.TokenType != JsonTokenType.Null;
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return items is null
            ? null
            : new ListPage<T>(answer, items, false, start, total, next is "" ? null : next) { IsNextUnreadable = isUnreadable };
    }

    private static ListPage<T> OfArray(HttpExchange answer, List<T> items)
    {
        var (hasNext, from) = ListLink.NextOf(answer);
        return new ListPage<T>(answer, items, true, null, null, from) { IsNextUnreadable = hasNext && from is null };
    }

    // A name or a checkpoint with an incomplete surrogate pair can't be one of those needed here.
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
