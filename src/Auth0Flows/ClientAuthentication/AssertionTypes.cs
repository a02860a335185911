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
        // An answer of an API, or of any other host, says nothing about assertions: a call must not be repeated for what it says.
        if (answer.IsSuccess || answer.AssertionType is not { } sent)
        {
            return false;
        }

        using var json = JsonAnswer.TryParse(answer);
        return ServerReason.Read(json, "error") is { } error
            && client.LearnFrom(sent, error, ServerReason.Read(json, "error_description") ?? "");
    }
}
