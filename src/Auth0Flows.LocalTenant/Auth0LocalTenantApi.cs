namespace Auth0Flows.LocalTenant;

/// <summary>An API (resource server) that the tenant issues access tokens for.</summary>
public sealed class Auth0LocalTenantApi
{
    private volatile bool _allowsOfflineAccess;

    internal Auth0LocalTenantApi(string identifier, IReadOnlyList<string> scopes)
    {
        Identifier = identifier;
        Scopes = scopes;
    }

    /// <summary>What a token's audience names it by.</summary>
    public string Identifier { get; }

    /// <summary>The scopes it knows.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>
    /// Whether users' refresh tokens are issued for it ("Allow Offline Access"). False unless set, as in Auth0; true for
    /// <c>https://orders.example.com/</c>.
    /// </summary>
    public bool AllowOfflineAccess
    {
        get => _allowsOfflineAccess;
        set => _allowsOfflineAccess = value;
    }

    /// <summary>The identifier.</summary>
    public override string ToString() => Identifier;
}
