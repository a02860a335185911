namespace Auth0Flows.Http;

/// <summary>What a session's client knows about its requests: over which connections they go, and how a server wants them.</summary>
internal interface IClientRequests
{
    /// <summary>
    /// Changes the request's address if it must go elsewhere. Returns the connections that it is sent over; null for those of all sessions.
    /// </summary>
    ValueTask<CertificateHttp?> RouteAsync(
        HttpRequestMessage request,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    );

    /// <summary>Looks at a refusal: true if the request is now written as the server wants it, and can be sent again.</summary>
    bool LearnFrom(HttpExchange answer);
}
