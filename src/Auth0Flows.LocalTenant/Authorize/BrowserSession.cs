namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>The user who is signed in to the tenant in all browsers, and the issuer that browsers see.</summary>
internal sealed class BrowserSession
{
    private volatile Auth0LocalTenantUser? _user;

    private volatile string? _issuer;

    /// <summary>The <c>iss</c> parameter of the responses of /authorize (RFC 9207); null for none.</summary>
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
