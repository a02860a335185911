using System.Globalization;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant;

/// <summary>
/// A request that the tenant received. Reading a field or header by name gives the value as sent, including secrets. Listing, printing or
/// serialising the request masks them and omits the body.
/// </summary>
public sealed class Auth0LocalTenantRequest
{
    private readonly ServerRequest _request;
    private readonly Lazy<IReadOnlyDictionary<string, string>> _form;
    private int _statusCode;

    internal Auth0LocalTenantRequest(ServerRequest request, DateTimeOffset receivedAt)
    {
        _request = request;
        _form = new(ParseForm);
        ReceivedAt = receivedAt;
    }

    /// <summary>When the whole request had arrived, by the tenant's time provider without its clock skew; UTC.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The HTTP method, such as <c>GET</c>.</summary>
    public string Method => _request.Method;

    /// <summary><c>https</c> if it came over TLS, to an endpoint for client certificates; otherwise <c>http</c>.</summary>
    public string Scheme => _request.IsEncrypted ? "https" : "http";

    /// <summary>
    /// The SHA-256 thumbprint of the certificate that the client presented, as tokens have it (<c>x5t#S256</c>, RFC 8705 §3.1); null if it
    /// presented none.
    /// </summary>
    public string? CertificateThumbprint => _request.Certificate?.Thumbprint;

    /// <summary>The path as sent: percent-encoded, without the query.</summary>
    public string Path => _request.Path;

    /// <summary>The query: percent-encoded, without the question mark, with its secrets masked. Empty if there was none.</summary>
    public string Query => field ??= MaskedFields.Mask(_request.Query);

    /// <summary>The headers. Names are case-insensitive; a header sent twice has both values, separated by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers => field ??= new MaskedFields(_request.Headers);

    /// <summary>The parameters of a form-encoded body, decoded. Empty for other bodies. A repeated parameter has its last value.</summary>
    public IReadOnlyDictionary<string, string> Form => _form.Value;

    /// <summary>The HTTP status of the response. It is 0 until the response is sent, and stays 0 if there is none.</summary>
    public int StatusCode
    {
        get => Volatile.Read(ref _statusCode);
        internal set => Volatile.Write(ref _statusCode, value);
    }

    /// <summary>The query as sent, including its secrets.</summary>
    public string ReadQuery() => _request.Query;

    /// <summary>The body as text (UTF-8), including its secrets. Empty if there was none.</summary>
    public string ReadBody() => _request.BodyText;

    /// <summary>The method, path and status, without the data that was sent.</summary>
    public override string ToString() =>
        StatusCode == 0 ? $"{Method} {Path}" : string.Create(CultureInfo.InvariantCulture, $"{Method} {Path} {StatusCode}");

    private MaskedFields ParseForm()
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal);
        if (_request.IsForm)
        {
            foreach (var (name, value) in QueryParameters.Parse(ReadBody()).Pairs)
            {
                form[name] = value;
            }
        }

        return new MaskedFields(form);
    }
}
