namespace Auth0Flows.Http;

/// <summary>
/// Content of no bytes: .NET sends a request without content once more, unasked, if a kept connection ends before its answer. It may have
/// had its effect already, and a proof of its own is not to be sent twice.
/// </summary>
internal static class EmptyContent
{
    /// <summary>Adds it, unless the request has content.</summary>
    public static void AddTo(HttpRequestMessage request) => request.Content ??= new ByteArrayContent([]);
}
