using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// An application that can use a connection: <see href="https://auth0.com/docs/api/management/v2/connections/get-connection-clients"/>.
/// </summary>
public sealed class Auth0ConnectionClient : Auth0Object
{
    /// <summary>The application's client id.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client id.</summary>
    public override string ToString() => ClientId ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>
    /// The applications that can use a connection: <see
    /// href="https://auth0.com/docs/api/management/v2/connections/get-connection-clients"/>.
    /// </summary>
    /// <param name="connectionId">The connection's id.</param>
    public static Auth0Resource<Auth0ConnectionClient> ConnectionClients(string connectionId) =>
        new(
            PathTemplate.Expand("connections/{id}/clients", _ => connectionId),
            "clients",
            Auth0JsonContext.Default.Auth0ConnectionClient,
            Auth0Paging.Checkpoint
        );
}
