namespace Auth0Flows.Fuzz;

/// <summary>A path under the Management API. It never leads out of it.</summary>
internal sealed class PathTarget : FuzzTarget
{
    private const string Root = "https://acme.eu.auth0.com/api/v2/";
    private const int MostDecodings = 5;

    public override string Name => "paths";

    public override IReadOnlyList<string> Words { get; } =
    [
        "clients",
        "users/",
        "auth0%7C1",
        "/api/v2/",
        "api/v2/",
        "..",
        ".",
        "../",
        "%2e%2e",
        "%2E.",
        "..%2f",
        "%252e%252e%252f",
        "..%5c",
        "\\",
        "//",
        "://",
        "https://evil.example/",
        "@evil.example",
        "?fields=name",
        "?x=..",
        "#x",
        ";",
        "%",
        "%zz",
        "\u2026",
        "\uFF0E\uFF0E",
        "{id}",
    ];

    protected override string Read(byte[] input)
    {
        var address = ApiAddress.Of(new Auth0ApiRequest { Path = Inputs.Text(input) }, Tenant.Domain, Root, null);
        var uri = address.Uri;
        Must.Hold(
            uri.AbsoluteUri.StartsWith(Root, StringComparison.Ordinal) && uri.AbsoluteUri.Length > Root.Length && uri.Fragment.Length == 0,
            $"It leads out of the API: {uri}"
        );
        Must.Hold(address is { IsManagementApi: true, Audience: Root }, "The token is for another API.");
        StaysWhereItIs(uri.AbsolutePath[(Root.Length - 1 - "https://acme.eu.auth0.com".Length)..]);
        return $"{uri.Segments.Length} {uri.Query.Length > 0}";
    }

    /// <summary>
    /// However often a server decodes it, no segment leads above itself: <c>auth0%7Ca%2F..%2Fb</c> is an id, <c>..%2Fb</c> is none.
    /// </summary>
    public static void StaysWhereItIs(string path)
    {
        foreach (var segment in path.Split('/'))
        {
            var decoded = segment;
            for (var times = 0; times < MostDecodings; times++)
            {
                Must.Hold(!LeadsUp(decoded), $"A server that decodes it leaves the path: {times} times, {segment}");
                decoded = Uri.UnescapeDataString(decoded);
            }
        }
    }

    private static bool LeadsUp(string segment)
    {
        var depth = 0;
        foreach (var piece in segment.Split('/', '\\').Select(static piece => piece.Trim()))
        {
            depth += piece switch
            {
                "" or "." => 0,
                ".." => -1,
                _ => 1,
            };
            if (depth < 0)
            {
                return true;
            }
        }

        return segment.Trim() is ".";
    }
}
