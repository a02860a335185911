namespace Auth0Flows.LocalTenant.Requests;

/// <summary>All received requests, in order of arrival. It grows until it is cleared.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private List<Auth0LocalTenantRequest> _requests = [];

    public void Add(Auth0LocalTenantRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests = [];
        }
    }

    public IReadOnlyList<Auth0LocalTenantRequest> Snapshot()
    {
        lock (_lock)
        {
            return _requests.ToArray(); // an array: PowerShell can index it
        }
    }

    public int Count(string? method, string? path)
    {
        lock (_lock)
        {
            return _requests.Count(request => PathPattern.Matches(method, path, request));
        }
    }
}
