namespace Auth0Flows.LocalTenant.Http;

/// <summary>A body that is made while it is sent.</summary>
/// <param name="Length">How many bytes it has.</param>
/// <param name="WriteAsync">Writes them.</param>
internal sealed record StreamedBody(long Length, Func<WindowStream, CancellationToken, Task> WriteAsync);
