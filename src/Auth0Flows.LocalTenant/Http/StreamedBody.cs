namespace Auth0Flows.LocalTenant.Http;

/// <summary>A body that is generated while it is sent.</summary>
/// <param name="Length">Its length in bytes.</param>
/// <param name="WriteAsync">Writes them.</param>
internal sealed record StreamedBody(long Length, Func<WindowStream, CancellationToken, Task> WriteAsync);
