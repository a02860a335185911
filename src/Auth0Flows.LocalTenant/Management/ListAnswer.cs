using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>Responses with a part of a list: a page by its number, or the items after a checkpoint.</summary>
internal static class ListAnswer
{
    private const int DefaultTake = 50;

    // Auth0's limit for lists paged by number, beyond which they need checkpoints.
    private const int UsualLimit = 1000;

    /// <param name="query">The query.</param>
    /// <param name="name">The name of the list in a response that contains more than the list.</param>
    /// <param name="items">The whole list.</param>
    /// <param name="paging">How it is paged.</param>
    /// <param name="idOf">Gets an item's id, by which a checkpoint finds its position again after deletions.</param>
    /// <param name="write">Writes an item as JSON.</param>
    public static ServerResponse Of<T>(
        QueryReader query,
        string name,
        IReadOnlyList<T> items,
        ListPaging paging,
        Func<T, string> idOf,
        Action<Utf8JsonWriter, T> write
    )
    {
        if (paging.HasCheckpoints && (query.Text("from") is not null || query.Text("take") is not null))
        {
            return AfterCheckpoint(query, name, items, paging, idOf, write);
        }

        var page = PageRequest.Read(query, paging);
        var total = items.Count;
        var end = (int)Math.Min(page.Start + page.PerPage, total);
        var start = (int)Math.Min(page.Start, end);
        return ServerResponse.Json(
            200,
            json =>
            {
                if (!page.IncludesTotals)
                {
                    WriteItems(json, items, start, end, write);
                    return;
                }

                json.WriteStartObject();
                json.WriteNumber("start", page.Start);
                json.WriteNumber("limit", page.PerPage);
                json.WriteNumber("length", end - start);
                json.WriteNumber("total", total);
                json.WritePropertyName(name);
                WriteItems(json, items, start, end, write);
                json.WriteEndObject();
            }
        );
    }

    /// <summary>A list in one of the forms of declared kinds.</summary>
    public static ServerResponse Of<T>(
        QueryReader query,
        string name,
        IReadOnlyList<T> items,
        ListForm form,
        Func<T, string> idOf,
        Func<T, JsonObject> show,
        int maximumTake = 100
    )
    {
        void Write(Utf8JsonWriter json, T item) => show(item).WriteTo(json);
        switch (form)
        {
            case ListForm.Pages:
                return Of(query, name, items, new ListPaging(null), idOf, Write);
            case ListForm.PagesOrCheckpoints:
                return Of(query, name, items, new ListPaging(UsualLimit, HasCheckpoints: true), idOf, Write);
            case ListForm.Checkpoints:
                return AfterCheckpoint(
                    query,
                    name,
                    items,
                    new ListPaging(null, HasCheckpoints: true, MaximumTake: maximumTake),
                    idOf,
                    Write
                );
            case ListForm.Counted:
                var page = PageRequest.Read(query, new ListPaging(null));
                var start = (int)Math.Min(page.Start, items.Count);
                var found = items.Skip(start).Take(page.PerPage).Select(show).ToArray<JsonNode>();
                return ServerResponse.Json(
                    200,
                    new JsonObject
                    {
                        [name] = new JsonArray(found),
                        ["total"] = items.Count,
                        ["page"] = page.Page,
                        ["per_page"] = page.PerPage,
                    }
                );
            default:
                var all = new JsonArray([.. items.Select(show)]);
                return ServerResponse.Json(200, form == ListForm.Array ? all : new JsonObject { [name] = all });
        }
    }

    // Auth0's reference: the first request has no "from"; "next" is returned while there are more items.
    private static ServerResponse AfterCheckpoint<T>(
        QueryReader query,
        string name,
        IReadOnlyList<T> items,
        ListPaging paging,
        Func<T, string> idOf,
        Action<Utf8JsonWriter, T> write
    )
    {
        var take = query.Integer("take", minimum: 1, paging.MaximumTake) ?? DefaultTake;
        var start = query.Text("from") is { } from ? PlaceAfter(from, items, idOf) : 0;
        var end = Math.Min(start + take, items.Count);
        return ServerResponse.Json(
            200,
            json =>
            {
                json.WriteStartObject();
                json.WritePropertyName(name);
                WriteItems(json, items, start, end, write);
                if (end < items.Count)
                {
                    json.WriteString("next", Checkpoint(end, idOf(items[end - 1])));
                }

                json.WriteEndObject();
            }
        );
    }

    private static string Checkpoint(int place, string lastId) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place}:{lastId}")));

    private static int PlaceAfter<T>(string checkpoint, IReadOnlyList<T> items, Func<T, string> idOf)
    {
        var text = Base64Url.IsValid(checkpoint) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(checkpoint)) : "";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place < 1)
        {
            throw ApiException.InvalidQuery("The value is no checkpoint of this list", "from");
        }

        var lastId = text[(colon + 1)..];

        // Deletions before it have moved it towards the start.
        for (var i = Math.Min(place, items.Count) - 1; i >= 0; i--)
        {
            if (idOf(items[i]) == lastId)
            {
                return i + 1;
            }
        }

        return Math.Min(place - 1, items.Count);
    }

    private static void WriteItems<T>(Utf8JsonWriter json, IReadOnlyList<T> items, int start, int end, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        for (var i = start; i < end; i++)
        {
            write(json, items[i]);
        }

        json.WriteEndArray();
    }
}
