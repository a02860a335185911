using System.Globalization;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant;

/// <summary>
/// A request that the tenant received. Who asks for a field or header by its name gets what was sent, secrets too; who lists, prints or
/// serialises the request sees them masked, and no body.
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

    /// <summary>When it had arrived as a whole, by the tenant's time provider and without its clock skew; UTC.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The HTTP method, such as <c>GET</c>.</summary>
    public string Method => _request.Method;

    /// <summary>The path as sent: percent-encoded, without the query.</summary>
    public string Path => _request.Path;

    /// <summary>The query as sent: percent-encoded, without the question mark. Empty if there was none.</summary>
    public string Query => _request.Query;

    /// <summary>
    /// The headers. Names may be given in any case of letters; a header sent twice has both values, with a comma between.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers => field ??= new MaskedFields(_request.Headers);

    /// <summary>The parameters of a form-encoded body, decoded. Empty for other bodies. Of a repeated parameter, the last value.</summary>
    public IReadOnlyDictionary<string, string> Form => _form.Value;

    /// <summary>The HTTP status of the answer; 0 until it is sent, and for good where none was.</summary>
    public int StatusCode
    {
        get => Volatile.Read(ref _statusCode);
        internal set => Volatile.Write(ref _statusCode, value);
    }

    /// <summary>The body as text (UTF-8), with the secrets in it. Empty if there was none.</summary>
    public string ReadBody() => _request.BodyText;

    /// <summary>Method, path and status. Nothing that was sent along.</summary>
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
