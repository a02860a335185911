using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using Auth0Flows.Http;

namespace Auth0Flows.ClientAuthentication;

/// <summary>
/// Sends a session's requests with its certificate: those to the tenant's endpoints for certificates, and the calls that are marked. The
/// discovery document is read once, before the first of them.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no wait handle: there is nothing to dispose.")]
internal sealed class MutualTls : IClientRequests, IDisposable
{
    private readonly Auth0Domain _domain;
    private readonly CertificateHttp _connections;
    private readonly HttpTransport _discovery;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile MtlsEndpoints? _endpoints;

    public MutualTls(Auth0Domain domain, ClientCertificate certificate, SendOptions sending, X509Certificate2? loopbackServer)
    {
        _domain = domain;
        _connections = new CertificateHttp(certificate.Tls, certificate.Subject, loopbackServer);
        _discovery = new HttpTransport(sending); // without the certificate
    }

    /// <inheritdoc/>
    public async ValueTask<CertificateHttp?> RouteAsync(
        HttpRequestMessage request,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        if (CertificateHttp.IsPresentedBy(request))
        {
            return _connections;
        }

        if (!MtlsEndpoints.Concern(request.RequestUri!, _domain))
        {
            return null;
        }

        var endpoints = _endpoints ?? await PrepareAsync(activity, cancellationToken).ConfigureAwait(false);
        request.RequestUri = endpoints.Find(request.RequestUri!);
        return _connections;
    }

    /// <inheritdoc/>
    public bool LearnFrom(HttpExchange answer) => false;

    public void Dispose() => _connections.Dispose();

    private async Task<MtlsEndpoints> PrepareAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _endpoints ??= await ReadAsync(activity, cancellationToken).ConfigureAwait(false);
        }
        catch (Auth0ConnectionException failure)
        {
            throw new Auth0ConnectionException(
                failure.Code,
                $"The tenant's endpoints for certificates could not be read. {failure.Message}",
                failure
            )
            {
                Request = failure.Request,
                IsFinal = true,
            };
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<MtlsEndpoints> ReadAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var address = new Uri(_domain.BaseAddress, ".well-known/openid-configuration");
        var answer = await _discovery
            .SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), RepeatPolicy.WhenFailed, activity, cancellationToken)
            .ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw new Auth0ResponseException(
                Auth0ErrorCode.MtlsNotEnabled,
                $"The tenant's endpoints for certificates are not known: {answer.Request} answered {(int)answer.StatusCode}."
            )
            {
                StatusCode = answer.StatusCode,
                Request = answer.Request,
                CorrelationId = answer.CorrelationId,
            };
        }

        using var json = JsonAnswer.ParseObject(answer);
        return MtlsEndpoints.Read(json.RootElement, _domain, answer.Request);
    }
}
