using System.Text;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>A request as received, including its body.</summary>
internal sealed class ServerRequest
{
    private QueryParameters? _parameters;

    public required string Method { get; init; }

    /// <summary>The path as sent: still percent-encoded, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>The query as sent, without the question mark.</summary>
    public required string Query { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }

    public required bool KeepsConnection { get; init; }

    /// <summary>The IP address of the client.</summary>
    public required string PeerAddress { get; init; }

    /// <summary>The address as the client sees it, without the query.</summary>
    public string Address => $"{(IsEncrypted ? "https" : "http")}://{Header("Host")}{Path}";

    /// <summary>Headers for the response, whatever it is.</summary>
    public Dictionary<string, string> AnswerHeaders { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it came over TLS.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>The client's certificate, if it presented one.</summary>
    public PeerCertificate? Certificate { get; init; }

    public QueryParameters Parameters => _parameters ??= QueryParameters.Parse(Query);

    public byte[] JsonBody => HalfSurrogates.Replace(Body);

    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>The body's media type, in lower case and without parameters such as charset; empty if there is none.</summary>
    public string MediaType
    {
        get
        {
            var value = Header("Content-Type") ?? "";
            var semicolon = value.IndexOf(';', StringComparison.Ordinal);
            return (semicolon < 0 ? value : value[..semicolon]).Trim().ToLowerInvariant();
        }
    }

    public bool IsForm => MediaType == "application/x-www-form-urlencoded";

    public bool IsJson => MediaType == "application/json";

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
