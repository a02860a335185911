using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>
/// A source of users, such as a database, or a social or enterprise provider:
/// <see href="https://auth0.com/docs/api/management/v2/connections/get-connections-by-id"/>.
/// </summary>
public sealed class Auth0Connection : Auth0Object
{
    /// <summary>Its id: <c>con_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its name, which a login specifies.</summary>
    public string? Name { get; set; }

    /// <summary>Its name on the login page.</summary>
    public string? DisplayName { get; set; }

    /// <summary>
    /// Its type: <c>auth0</c> for a database, <c>google-oauth2</c>, <c>samlp</c>, <c>waad</c>, <c>email</c>, <c>sms</c>, …
    /// </summary>
    public string? Strategy { get; set; }

    /// <summary>
    /// Its settings, which depend on its type, with the API's names. Secrets among them (<c>client_secret</c>, <c>twilio_token</c>, the
    /// values of <c>configuration</c>, …) are <see cref="Auth0Secret"/>s.
    /// </summary>
    [JsonConverter(typeof(SecretDictionaryConverter))]
    public OrderedDictionary? Options { get; set; }

    /// <summary>Its realms for password logins.</summary>
    public string[]? Realms { get; set; }

    /// <summary>The applications that can use it.</summary>
    public string[]? EnabledClients { get; set; }

    /// <summary>Whether other applications of the tenant's domain can use it.</summary>
    public bool? IsDomainConnection { get; set; }

    /// <summary>Whether it has a button on the login page.</summary>
    public bool? ShowAsButton { get; set; }

    /// <summary>The owner's metadata: names and texts.</summary>
    public OrderedDictionary? Metadata { get; set; }

    /// <summary>Whether it is used for logins.</summary>
    public OrderedDictionary? Authentication { get; set; }

    /// <summary>Whether it stores its provider's tokens for users' connected accounts.</summary>
    public OrderedDictionary? ConnectedAccounts { get; set; }

    /// <summary>The options without their secrets, for files, jobs and logs.</summary>
    [JsonIgnore]
    public OrderedDictionary? PublicOptions => Options is null ? null : SecretValues.Without(Options);

    /// <summary>Its name, or its id if it has no name.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Connections: <see href="https://auth0.com/docs/api/management/v2/connections"/>.</summary>
    public static Auth0Resource<Auth0Connection> Connections { get; } =
        new("connections", "connections", Auth0JsonContext.Default.Auth0Connection, Auth0Paging.Page | Auth0Paging.Checkpoint);
}
