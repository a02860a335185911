using System.Net;
using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>A page of a list: an array, or an object that holds one, of log entries. No entry takes the page away.</summary>
internal sealed class PageTarget : AnswerTarget
{
    public override string Name => "pages";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"logs\"",
        "\"start\"",
        "\"total\"",
        "\"limit\"",
        "\"length\"",
        "\"next\"",
        "\"abc\"",
        "\"log_id\"",
        "\"date\"",
        "\"2026-08-09T10:11:12.130Z\"",
        "\"type\"",
        "\"scope\"",
        "[\"openid\"]",
        "\"openid profile\"",
        "\"details\"",
        "{\"x\":1}",
        "},{",
    ];

    protected override HttpStatusCode Status(byte[] body) => HttpStatusCode.OK;

    protected override (string Shown, string Outcome) ReadAnswer(HttpExchange answer)
    {
        var json = Inputs.Json(answer.Body.ToArray());
        ListPage<Auth0Log> page;
        try
        {
            page = Auth0Resources.Logs.ReadPage(answer);
        }
        catch (Auth0ResponseException failure)
            when (json is { ValueKind: JsonValueKind.Array } list
                && list.EnumerateArray().All(static entry => entry.ValueKind == JsonValueKind.Object)
            )
        {
            throw new FuzzFinding($"An entry takes the whole page away: {Outcome.Of(failure)}");
        }

        Must.Hold(json is not null, "What is no JSON is read as a page.");
        Must.Hold(
            json is not { ValueKind: JsonValueKind.Array } entries || entries.GetArrayLength() == page.Items.Count,
            "An entry is lost."
        );
        Must.Hold(
            page.Items.TrueForAll(static log => Auth0Resources.Logs.ToJson(log).Length > 0 && log.AdditionalProperties.Count >= 0),
            "An entry can't be written."
        );
        Must.Hold(page.Start is null or >= 0 && page.Total is null or >= 0, "The page begins before the list.");
        var outcome = $"{Math.Min(3, page.Items.Count)} {page.IsBare} {page.Start is null} {page.Total is null} {page.Next is null}";
        return (string.Join(' ', page.Items.Select(static log => log.ToString())), outcome);
    }
}
