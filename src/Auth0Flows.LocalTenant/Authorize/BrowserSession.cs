namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>Who is signed in to the tenant in every browser there is.</summary>
internal sealed class BrowserSession
{
    private volatile Auth0LocalTenantUser? _user;

    public Auth0LocalTenantUser? User
    {
        get => _user;
        set => _user = value;
    }
}
