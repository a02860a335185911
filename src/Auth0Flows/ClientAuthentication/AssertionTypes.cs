using Auth0Flows.Http;

namespace Auth0Flows.ClientAuthentication;

/// <summary>Finds out which type of assertion a server wants: a request that is refused for it is sent once more.</summary>
internal sealed class AssertionTypes(Auth0ClientAuthentication client) : IClientRequests
{
    /// <inheritdoc/>
    public ValueTask<CertificateHttp?> RouteAsync(
        HttpRequestMessage request,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    ) => default;

    /// <inheritdoc/>
    public bool LearnFrom(HttpExchange answer)
    {
        if (answer.IsSuccess)
        {
            return false;
        }

        using var json = JsonAnswer.TryParse(answer);
        return ServerReason.Read(json, "error") is { } error && client.LearnFrom(error, ServerReason.Read(json, "error_description") ?? "");
    }
}
