using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Mtls;

/// <summary>A local tenant that asks for certificates, and an application with one.</summary>
public abstract class MtlsTest : LoginTest
{
    private protected const Auth0ClientAuthenticationMethod SelfSigned = Auth0ClientAuthenticationMethod.SelfSignedTlsClientAuth;
    private protected const Auth0ClientAuthenticationMethod ByAuthority = Auth0ClientAuthenticationMethod.TlsClientAuth;

    private readonly List<IDisposable> _disposed = [];

    protected MtlsTest()
    {
        Start(static options => options.Mtls = true);
        Certificate = Keep(ClientCertificates.SelfSigned(Time.GetUtcNow()));
        Tenant.AddClientCertificate(Tenant.ClientId, Certificate.ExportCertificatePem());
    }

    /// <summary>The certificate of the application "Automation".</summary>
    protected X509Certificate2 Certificate { get; }

    protected string Thumbprint => ThumbprintOf(Certificate);

    /// <summary>A session of "Automation" with its certificate.</summary>
    protected Auth0Session Nightly => field ??= ConnectWith(Certificate);

    /// <summary>The requests to the endpoints for certificates.</summary>
    protected Auth0LocalTenantRequest[] Encrypted => [.. Tenant.Requests.Where(static request => request.Scheme == "https")];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _disposed.ForEach(static one => one.Dispose());
        GC.SuppressFinalize(this);
    }

    protected static string ThumbprintOf(X509Certificate2 certificate) => Base64Url.EncodeToString(SHA256.HashData(certificate.RawData));

    protected T Keep<T>(T resource)
        where T : IDisposable
    {
        _disposed.Add(resource);
        return resource;
    }

    private protected Auth0Session ConnectWith(
        X509Certificate2 certificate,
        Auth0ClientAuthenticationMethod method = SelfSigned,
        string? clientId = null,
        bool systemTime = false
    ) => Connect(Auth0ClientAuthentication.MutualTls(clientId ?? Tenant.ClientId, certificate, method), systemTime: systemTime);

    /// <summary>Requires tokens of an API to be bound to the certificate.</summary>
    protected void BindTokensOf(string api, bool isRequired = true) =>
        Change(api, $$"""{"mechanism":"mtls","required":{{(isRequired ? "true" : "false")}}}""");

    private void Change(string api, string proof)
    {
        using var http = new HttpClient();
        var token = AutomationToken(http);
        using var request = new HttpRequestMessage(
            HttpMethod.Patch,
            $"{Tenant.Domain}/api/v2/resource-servers/{Uri.EscapeDataString(api)}"
        );
        request.Headers.Authorization = new("Bearer", token);
        request.Content = new StringContent($$"""{"proof_of_possession":{{proof}}}""", null, "application/json");
        using var response = http.Send(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Tenant.ClearRequests();
    }

    // With another application's secret: "Automation" has only its certificate.
    private string AutomationToken(HttpClient http)
    {
        var worker = Tenant.GetApplication("nightly-export");
        Tenant.AddClientGrant(worker.ClientId, Tenant.ManagementAudience, "update:resource_servers");
        using var secret = worker.ClientSecret!.ToSecureString();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Tenant.Domain}/oauth/token")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "client_credentials",
                    ["client_id"] = worker.ClientId,
                    ["client_secret"] = new NetworkCredential("", secret).Password,
                    ["audience"] = Tenant.ManagementAudience,
                }
            ),
        };
        using var response = http.Send(request, Cancel);
        using var json = JsonDocument.Parse(response.Content.ReadAsStream(Cancel));
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>Sends a request to the tenant as another program would, with a certificate or without one.</summary>
    private protected async Task<(HttpStatusCode Status, JsonObject Body)> SendRawAsync(
        X509Certificate2? certificate,
        string path,
        Dictionary<string, string>? form = null,
        string? bearer = null,
        X509Certificate2Collection? chain = null
    )
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, server, _, _) =>
            server!.GetRawCertData().SequenceEqual(Tenant.MtlsCertificate!.RawData);
        handler.SslOptions.ClientCertificateContext = certificate is null
            ? null
            : System.Net.Security.SslStreamCertificateContext.Create(certificate, chain, offline: true);
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, Tenant.MtlsDomain + path);
        request.Content = form is null ? null : new FormUrlEncodedContent(form);
        request.Headers.Authorization = bearer is null ? null : new("Bearer", bearer);
        using var response = await http.SendAsync(request, Cancel);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!.AsObject());
    }
}
