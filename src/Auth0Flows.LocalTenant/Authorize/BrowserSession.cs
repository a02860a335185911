namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>Who is signed in to the tenant in every browser there is, and what the browsers are told.</summary>
internal sealed class BrowserSession
{
    private volatile Auth0LocalTenantUser? _user;

    private volatile string? _issuer;

    /// <summary>What the answers of /authorize say of who gives them (<c>iss</c>, RFC 9207); null for nothing.</summary>
    public string? Issuer
    {
        get => _issuer;
        set => _issuer = value;
    }

    public Auth0LocalTenantUser? User
    {
        get => _user;
        set => _user = value;
    }
}
