namespace Auth0Flows.Fuzz;

/// <summary>A path or an address with a name in braces, and behind the first line break the value that an object gives for it.</summary>
internal sealed class TemplateTarget : FuzzTarget
{
    public override string Name => "templates";

    public override IReadOnlyList<string> Words { get; } =
    [
        "users/{user_id}",
        "{id}",
        "{id}/x",
        "https://api.example.com/{id}",
        "https://{id}.example.com/",
        "https://api.example.com/x?y={id}",
        "\n",
        "auth0|1",
        "a/b",
        "..",
        ".",
        "..%2f",
        "%2e%2e",
        "..\\",
        "@",
        "{",
        "}",
        "{}",
        "{a}{b}",
        "?",
        "#",
        ":8080",
        " ",
        "%",
    ];

    // A value is written as often as the template names it.
    protected override long BytesForAny => 64 << 20;

    protected override string Read(byte[] input)
    {
        var parts = Inputs.Text(input).Split('\n', 2);
        var (template, value) = (parts[0], parts.Length > 1 ? parts[1] : "x");
        var path = PathTemplate.Expand(template, _ => value);
        var plain = PathTemplate.Expand(template, static _ => "x");
        Must.Hold(Marks(path) == Marks(plain), $"The value changes the path: {value}, {template}, {path}");
        if (path != plain && !plain.AsSpan().ContainsAny('.', '%', '\\'))
        {
            PathTarget.StaysWhereItIs(path);
        }

        return Address(template, value) + (path == plain);
    }

    private static string Marks(string path) =>
        string.Concat(path.Where(static character => character is '/' or '?' or '#' or '\\' or '@' or ':'));

    private static string Address(string template, string value)
    {
        try
        {
            var uri = PathTemplate.ExpandUri(template, _ => value);
            Must.Hold(
                template.TrimStart().StartsWith(uri.Scheme, StringComparison.OrdinalIgnoreCase)
                    && uri.Authority == new Uri(template.Split('{')[0]).Authority,
                $"The value leads elsewhere: {value}, {template}, {uri.Authority}"
            );
            return uri.Scheme;
        }
        catch (Auth0ConfigurationException failure)
        {
            Must.Hold(failure.Code != default, "An error without a cause.");
            return failure.Code.ToString();
        }
    }
}
