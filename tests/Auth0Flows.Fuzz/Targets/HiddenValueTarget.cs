using System.Collections.Specialized;
using System.Text;
using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>
/// An object that has no type here, in which names say what is secret: a connection's options, a user that could not be imported.
/// </summary>
internal sealed class HiddenValueTarget : FuzzTarget
{
    public override string Name => "hidden-values";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"client_secret\"",
        "\"password\"",
        "\"Password_Hash\"",
        "\"access_token\"",
        "\"configuration\"",
        "\"customHeaders\"",
        "\"key\"",
        "\"public\"",
        "\"authentication_methods\"",
        "\"s3cret-one\"",
        "\"s3cret-two\"",
        "[\"s3cret-three\"]",
        "{\"x\":\"s3cret-four\"}",
        "[[{\"y\":\"s3cret-five\"}]]",
    ];

    protected override string Read(byte[] input)
    {
        if (Inputs.Json(input) is not { ValueKind: JsonValueKind.Object } json)
        {
            return "no object";
        }

        var hidden = SecretValues.Hide(json);
        var shown = Encoding.UTF8.GetString(JsonValues.ToUtf8(SecretValues.Without(hidden)));
        var raw = Inputs.Text(input);
        var secrets = Secrets(json, isSecret: false).Where(secret => raw.Split(secret).Length == 2).ToArray();
        foreach (var secret in secrets)
        {
            Must.Hold(!shown.Contains(secret, StringComparison.Ordinal), "A secret is in what is shown.");
            Must.Hold(
                !Inputs.Raw(SecretValues.Redact(json)).Contains(secret, StringComparison.Ordinal),
                "A secret is in what is kept for files."
            );
        }

        Must.Hold(
            !Inputs.IsPlain(json) || Inputs.AreSame(json, JsonElement.Parse(JsonValues.ToUtf8(hidden))),
            "It goes back as another object."
        );
        return $"{Math.Min(3, secrets.Length)} {Count(hidden)}";
    }

    private static string Count(OrderedDictionary hidden) =>
        Math.Min(3, hidden.Values.OfType<Auth0Secret>().Count()).ToString(System.Globalization.CultureInfo.InvariantCulture);

    // The texts that the names call secret, long enough to be found again and without what JSON writes another way.
    private static IEnumerable<string> Secrets(JsonElement json, bool isSecret) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Secrets(property.Value, isSecret || IsSecret(property))),
            JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Secrets(item, isSecret)),
            JsonValueKind.String when isSecret && Inputs.Raw(json).Trim('"') is { Length: >= 8 } text && text.All(IsPlain) => [text],
            _ => [],
        };

    private static bool IsSecret(JsonProperty property) =>
        Inputs.Name(property) is { } name && SecretNames.Contains(name, property.Value.ValueKind);

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character == '-';
}
