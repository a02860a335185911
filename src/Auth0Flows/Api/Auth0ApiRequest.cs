namespace Auth0Flows;

/// <summary>One call to an API: to the Management API by its path, or to your own API by its URL.</summary>
public sealed record Auth0ApiRequest
{
    /// <summary>The HTTP method. Default: GET.</summary>
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>A path under the Management API: <c>clients/abc</c>. Either this or <see cref="Uri"/>.</summary>
    public string? Path { get; init; }

    /// <summary>The URL of your own API; https, or http on loopback.</summary>
    public Uri? Uri { get; init; }

    /// <summary>Parameters to add to the query; they are percent-encoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Additional headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>
    /// Secrets in <see cref="Query"/>, <see cref="Headers"/> or a file, whatever their names: no error repeats them, even if the server
    /// does. Secrets in <see cref="Body"/> and <see cref="Form"/> are found by their type.
    /// </summary>
    public IReadOnlyList<Auth0Secret> Secrets { get; init; } = [];

    /// <summary>The body, sent as JSON: dictionaries, sequences, scalars; a string is sent unchanged. Null for no body.</summary>
    public object? Body { get; init; }

    /// <summary>A file to send as the body, instead of <see cref="Body"/>.</summary>
    public string? BodyFile { get; init; }

    /// <summary>Fields and files to send as multipart/form-data (RFC 7578), instead of <see cref="Body"/>.</summary>
    public IReadOnlyList<Auth0FormPart> Form { get; init; } = [];

    /// <summary>The content type of a body that is a string or a file.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>
    /// Your own id of the call, at most 64 characters; the tenant's log shows it with the change (<c>X-Correlation-ID</c>).
    /// </summary>
    public string? CorrelationId { get; init; }

    /// <summary>Returns a response with any status, instead of throwing an exception for an error response.</summary>
    public bool SkipsErrorCheck { get; init; }

    /// <summary>The audience of the token. For a path, the default is the Management API.</summary>
    public string? Audience { get; init; }

    /// <summary>The scopes that the token must have. Default: all granted scopes.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    /// <summary>The organization of the token.</summary>
    public string? Organization { get; init; }

    /// <summary>A token to use instead of the session's.</summary>
    public Auth0Token? Token { get; init; }

    /// <summary>Whether the response's body uses a pooled array: <c>HttpExchange.Release</c>.</summary>
    internal bool BorrowsBody { get; private init; }

    /// <summary>Method and path or host. The default text of a record would include the body, the headers and the query.</summary>
    public override string ToString() => $"{Method} {Path?.Split('?')[0] ?? Uri?.Host}";

    /// <summary>
    /// The request for one page of a list, with the page's query; its body uses a pooled array, and an error response throws.
    /// </summary>
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
