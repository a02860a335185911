using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>Any JSON as plain objects, and back: what was read goes back as it came.</summary>
internal sealed class JsonValueTarget : FuzzTarget
{
    public override string Name => "json-values";

    public override IReadOnlyList<string> Words { get; } =
    [
        "1e5",
        "1.0",
        "1.10",
        "123456789012345678901234567890",
        "0.1234567890123456789012345678901",
        "-0",
        "-0.0",
        "1E+2",
        "\"Count\"",
        "\"PSObject\"",
        "\"Keys\"",
        "{\"\":{}}",
    ];

    protected override string Read(byte[] input)
    {
        if (Inputs.Json(input) is not { ValueKind: not JsonValueKind.Null } json)
        {
            return "no JSON";
        }

        var value = JsonValues.ToObject(json)!;
        var back = JsonElement.Parse(JsonValues.ToUtf8(value));
        Must.Hold(!Inputs.IsPlain(json) || Inputs.AreSame(json, back), $"It goes back as another value: {back.GetRawText()}");
        return value.GetType().Name;
    }
}
