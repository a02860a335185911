namespace Auth0Flows;

/// <summary>The kinds of objects that the library knows, one line each.</summary>
public static class Auth0Resources
{
    /// <summary>Applications: <see href="https://auth0.com/docs/api/management/v2/clients"/>.</summary>
    public static Auth0Resource<Auth0Client> Clients { get; } = new("clients", "clients", Auth0JsonContext.Default.Auth0Client);
}
