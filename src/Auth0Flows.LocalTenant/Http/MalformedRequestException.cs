namespace Auth0Flows.LocalTenant.Http;

/// <summary>
/// The data received isn't an HTTP request that this server can read. It responds with the status and closes the connection.
/// </summary>
internal sealed class MalformedRequestException(int statusCode, string message) : Exception(message)
{
    public int StatusCode { get; } = statusCode;
}
