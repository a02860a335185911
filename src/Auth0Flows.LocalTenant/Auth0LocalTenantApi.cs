namespace Auth0Flows.LocalTenant;

/// <summary>An API (resource server) that the tenant issues access tokens for.</summary>
public sealed class Auth0LocalTenantApi
{
    internal Auth0LocalTenantApi(string identifier, IReadOnlyList<string> scopes)
    {
        Identifier = identifier;
        Scopes = scopes;
    }

    /// <summary>What a token's audience names it by.</summary>
    public string Identifier { get; }

    /// <summary>The scopes it knows.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>The identifier.</summary>
    public override string ToString() => Identifier;
}
