namespace Auth0Flows;

/// <summary>One call to an API: the Management API by a path, or one's own by its address.</summary>
public sealed record Auth0ApiRequest
{
    /// <summary>GET by default.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>A path under the Management API: <c>clients/abc</c>. Either this or <see cref="Uri"/>.</summary>
    public string? Path { get; init; }

    /// <summary>The address of one's own API; https, or http on loopback.</summary>
    public Uri? Uri { get; init; }

    /// <summary>What is added to the address's query, percent-encoded here.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Headers beside our own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Sent as JSON: dictionaries, sequences, scalars; a text is sent as it is. Null for no body.</summary>
    public object? Body { get; init; }

    /// <summary>A file to send as the body, instead of <see cref="Body"/>.</summary>
    public string? BodyFile { get; init; }

    /// <summary>Fields and files to send as multipart/form-data (RFC 7578), instead of <see cref="Body"/>.</summary>
    public IReadOnlyList<Auth0FormPart> Form { get; init; } = [];

    /// <summary>The content type of a body that is a text or a file.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>
    /// An id of one's own, at most 64 characters, that the tenant's log shows with what the call changed (<c>X-Correlation-ID</c>).
    /// </summary>
    public string? CorrelationId { get; init; }

    /// <summary>Gives an answer of any status, instead of an exception for a refusal.</summary>
    public bool SkipsErrorCheck { get; init; }

    /// <summary>The audience of the token; for a path the Management API's.</summary>
    public string? Audience { get; init; }

    /// <summary>The scopes that the token must have; all that are granted by default.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    /// <summary>The organization of the token.</summary>
    public string? Organization { get; init; }

    /// <summary>A token to use instead of the session's.</summary>
    public Auth0Token? Token { get; init; }

    /// <summary>Whether the answer's body is lent: <c>HttpExchange.Release</c>.</summary>
    internal bool BorrowsBody { get; private init; }

    /// <summary>What is called. A record's own text would tell all of it: the body, the headers, the query.</summary>
    public override string ToString() => $"{Method} {Path?.Split('?')[0] ?? Uri?.Host}";

    /// <summary>The same for one page of a list, with the page's query; the page's body is lent, and a refusal is an exception.</summary>
    internal Auth0ApiRequest ForPage(IReadOnlyList<KeyValuePair<string, string>> query) =>
        this with
        {
            Query = query,
            Body = null,
            BodyFile = null,
            Form = [],
            SkipsErrorCheck = false,
            BorrowsBody = true,
        };
}
