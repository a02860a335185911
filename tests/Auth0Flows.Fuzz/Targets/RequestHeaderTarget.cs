namespace Auth0Flows.Fuzz;

/// <summary>A call's own headers and its content type, one a line. None leads a token elsewhere, or begins a second request.</summary>
internal sealed class RequestHeaderTarget : FuzzTarget
{
    private static readonly Uri _address = new("https://acme.eu.auth0.com/api/v2/x");
    private static readonly Auth0Secret _token = "access-token-1".ToSecret();

    public override string Name => "request-headers";

    public override IReadOnlyList<string> Words { get; } =
    [
        "Accept: ",
        "Authorization: Bearer x",
        "Host: evil.example",
        "Content-Type: ",
        "Content-Length: 5",
        "Transfer-Encoding: chunked",
        "Connection: close",
        "Cookie: a=b",
        "X-A: b",
        "application/json",
        "text/plain; charset=utf-8",
        "If-Match: \"x\"",
        "Proxy-Authorization: x",
        "Auth0-Client: x",
        "Expect: 100-continue",
        "Date: x",
        "\u010A",
        "\r",
    ];

    protected override string Read(byte[] input)
    {
        var lines = Inputs.Text(input).Split('\n');
        var headers = lines
            .Select(static line => line.Split(':', 2))
            .Where(static parts => parts.Length == 2)
            .Select(static parts => KeyValuePair.Create(parts[0], parts[1].TrimStart(' ')));
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Post,
            Path = "x",
            Body = "{}",
            ContentType = lines[0].Contains('/', StringComparison.Ordinal) ? lines[0] : "application/json",
            Headers = [.. headers],
            CorrelationId = lines.Length > 3 ? lines[3] : null,
        };
        using var message = new ApiRequestBuilder(request, _address).Build(_token);
        Must.Hold(
            message.Headers.Authorization is { Scheme: "Bearer", Parameter: "access-token-1" }
                && message.Headers.GetValues("Authorization").Count() == 1,
            "The authorization is another one."
        );
        Must.Hold(message.Headers.Host is null && message.RequestUri == _address, "The request goes to another host.");
        Must.Hold(
            message.Headers.TransferEncoding.Count == 0 && message.Headers.Connection.Count == 0,
            "The request is framed another way."
        );
        foreach (var (name, values) in message.Headers.Concat(message.Content!.Headers))
        {
            Must.Hold(
                values.Append(name).All(static text => text.All(static character => character is >= ' ' and <= '~')),
                $"A header holds what HTTP doesn't allow: {name}"
            );
        }

        return $"{message.Headers.Count()} {message.Content.Headers.Count()}";
    }
}
