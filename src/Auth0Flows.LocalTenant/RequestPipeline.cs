using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Requests;

namespace Auth0Flows.LocalTenant;

/// <summary>The steps for every request: it is logged, gets its fault, waits, and is handled. Only cancellation throws.</summary>
internal sealed class RequestPipeline(
    Router router,
    RequestLog log,
    FaultQueue<Auth0LocalTenantFault> faults,
    TenantClock clock,
    TimeSpan latency,
    Action<Auth0LocalTenantRequest> onReceived
)
{
    private long _latency = latency.Ticks;

    public TimeSpan Latency
    {
        get => new(Interlocked.Read(ref _latency));
        set => Interlocked.Exchange(ref _latency, value.Ticks);
    }

    public async Task<ServerResponse> AnswerAsync(ServerRequest request, CancellationToken cancellationToken)
    {
        var entry = new Auth0LocalTenantRequest(request, clock.TimeProvider.GetUtcNow());
        log.Add(entry);
        ServerResponse response;
        try
        {
            onReceived(entry);
            response = await AnswerWithFaultsAsync(request, entry, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            response = ServerResponse.Json(
                500,
                new JsonObject
                {
                    ["statusCode"] = 500,
                    ["error"] = "Internal Server Error",
                    ["message"] = $"An internal server error occurred: {failure.GetType().Name}: {failure.Message}",
                }
            );
        }

        foreach (var (name, value) in request.AnswerHeaders)
        {
            response.Headers.TryAdd(name, value);
        }

        response.Headers.TryAdd("Date", clock.UtcNow.ToString("R", CultureInfo.InvariantCulture));
        response.Headers.TryAdd("ot-baggage-auth0-request-id", RandomNumberGenerator.GetHexString(16, lowercase: true));
        if (response.Delivery != Delivery.Reset)
        {
            // Set before the response is sent, so that a client that has the response finds its status in the log.
            entry.StatusCode = response.StatusCode;
        }

        return response;
    }

    private static ServerResponse Faulty(Auth0LocalTenantFault fault)
    {
        var response = new ServerResponse(fault.StatusCode == 0 ? 500 : fault.StatusCode, Encoding.UTF8.GetBytes(fault.Body ?? ""));
        return string.IsNullOrEmpty(fault.Body) ? response : response.With("Content-Type", fault.ContentType);
    }

    private async Task<ServerResponse> AnswerWithFaultsAsync(
        ServerRequest request,
        Auth0LocalTenantRequest entry,
        CancellationToken cancellationToken
    )
    {
        var fault = faults.Take(fault => PathPattern.Matches(fault.Method, fault.Path, entry));
        await WaitAsync(Latency + (fault?.Delay ?? TimeSpan.Zero), cancellationToken).ConfigureAwait(false);
        if (fault is null)
        {
            return await router.AnswerAsync(request).ConfigureAwait(false);
        }

        if (fault.Kind == Auth0LocalTenantFaultKind.Hold)
        {
            await fault.Released.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        var response = fault.AnswersNormally ? await router.AnswerAsync(request).ConfigureAwait(false) : Faulty(fault);
        foreach (DictionaryEntry header in fault.Headers)
        {
            response.Headers[Convert.ToString(header.Key, CultureInfo.InvariantCulture)!] = Convert.ToString(
                header.Value,
                CultureInfo.InvariantCulture
            )!;
        }

        return fault.Kind switch
        {
            Auth0LocalTenantFaultKind.Reset => response.DeliveredAs(Delivery.Reset),
            Auth0LocalTenantFaultKind.Truncate => response.DeliveredAs(Delivery.Truncated),
            _ => response,
        };
    }

    private async Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, clock.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
