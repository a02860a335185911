namespace Auth0Flows.LocalTenant.Http;

/// <summary>What came in is no HTTP request that this server can read: it answers with the status and closes the connection.</summary>
internal sealed class MalformedRequestException(int statusCode, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;
}
