using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>
/// What a tenant with endpoints for client certificates adds to its metadata (RFC 8705 §3.3, §5): the endpoints that an application
/// authenticates at, and /userinfo, on the port that asks for certificates.
/// </summary>
internal sealed class MtlsDiscovery(string issuer, string mtlsIssuer)
{
    private static readonly string[] _aliased =
    [
        "token_endpoint",
        "revocation_endpoint",
        "pushed_authorization_request_endpoint",
        "device_authorization_endpoint",
        "backchannel_authentication_endpoint",
        "userinfo_endpoint",
    ];

    public Func<ServerRequest, ValueTask<ServerResponse>> AddTo(Func<ServerRequest, ValueTask<ServerResponse>> answer) =>
        async request =>
        {
            var response = await answer(request).ConfigureAwait(false);
            var document = JsonNode.Parse(response.Body.Span)!.AsObject();
            Extend(document);
            var extended = ServerResponse.Json(200, document);
            foreach (var (name, value) in response.Headers)
            {
                extended.Headers[name] = value;
            }

            return extended;
        };

    private void Extend(JsonObject document)
    {
        var aliases = new JsonObject();
        foreach (var name in _aliased.Where(document.ContainsKey))
        {
            aliases[name] = mtlsIssuer + document[name].AsText()![issuer.Length..];
        }

        document["mtls_endpoint_aliases"] = aliases;
        document["tls_client_certificate_bound_access_tokens"] = true;
        var methods = document["token_endpoint_auth_methods_supported"]!.AsArray();
        methods.Add(ClientCertificates.Authority);
        methods.Add(ClientCertificates.SelfSigned);
    }
}
