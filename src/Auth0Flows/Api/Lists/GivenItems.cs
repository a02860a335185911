using System.Text.Json;
using Auth0Flows.Http;

namespace Auth0Flows.Api.Lists;

/// <summary>
/// The objects that were already returned, if a list must be read again with another kind of paging. They are recognized by their ids,
/// because the two kinds may differ in order.
/// </summary>
internal sealed class GivenItems
{
    private const int UsualEnd = 1000;

    // In a grant 'client_id' is not the id; in a member 'user_id' is, in an entry of the log it isn't.
    private static readonly string[] _idNames = ["log_id", "id", "user_id", "client_id"];

    private readonly List<HttpExchange> _pages = [];
    private HashSet<string>? _ids;
    private int _count;

    /// <summary>Whether nothing has been returned yet.</summary>
    public bool IsEmpty => _count == 0;

    /// <summary>Whether it is no longer known which objects were returned.</summary>
    public bool IsForgotten => _count > UsualEnd;

    /// <summary>Adds a page. Objects beyond the thousandth mean that the list doesn't end early: then nothing is kept.</summary>
    public void Add<T>(ListPage<T> page)
    {
        _count += page.Count;
        _pages.Add(page.Answer);
        if (IsForgotten)
        {
            Release();
        }
    }

    /// <summary>The objects of a page that were not returned before.</summary>
    public List<T> Without<T>(ListPage<T> page)
    {
        _ids ??= [.. _pages.SelectMany(static answer => Ids<T>(answer)).OfType<string>()];
        Release();
        List<T> items =
        [
            .. Ids<T>(page.Answer)
                .Zip(page.Items)
                .Where(pair => pair.First is null || !_ids.Contains(pair.First))
                .Select(static pair => pair.Second),
        ];
        page.Answer.Release();
        return items;
    }

    private void Release()
    {
        _pages.ForEach(static answer => answer.Release());
        _pages.Clear();
    }

    private static List<string?> Ids<T>(HttpExchange answer) =>
        ListPage<string?>.Read(answer, null, ReadId, objectsOnly: typeof(T) != typeof(JsonElement)).Items;

    private static string? ReadId(ref Utf8JsonReader reader)
    {
        var json = JsonElement.ParseValue(ref reader);
        return json.ValueKind == JsonValueKind.Object
            ? _idNames
                .Select(name => json.TryFind(name, out var id) ? id.ReadTextOrRaw() : null)
                .FirstOrDefault(static id => id is not null)
            : json.ReadRaw();
    }
}
