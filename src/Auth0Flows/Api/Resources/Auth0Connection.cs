using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>
/// A source of users, such as a database, a social or an enterprise provider: <see
/// href="https://auth0.com/docs/api/management/v2/connections/get-connections-by-id"/>.
/// </summary>
public sealed class Auth0Connection : Auth0Object
{
    /// <summary>Its id: <c>con_…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Its name, which logins ask for.</summary>
    public string? Name { get; init; }

    /// <summary>Its name on the login page.</summary>
    public string? DisplayName { get; init; }

    /// <summary>
    /// Its kind: <c>auth0</c> for a database, <c>google-oauth2</c>, <c>samlp</c>, <c>waad</c>, <c>email</c>, <c>sms</c>, …
    /// </summary>
    public string? Strategy { get; init; }

    /// <summary>
    /// Its settings, which depend on its kind, under the API's own names. Secrets among them (<c>client_secret</c>, <c>twilio_token</c>,
    /// the values of <c>configuration</c>, …) are <see cref="Auth0Secret"/>s.
    /// </summary>
    [JsonConverter(typeof(SecretDictionaryConverter))]
    public OrderedDictionary? Options { get; init; }

    /// <summary>The realms that it answers to in password logins.</summary>
    public string[]? Realms { get; init; }

    /// <summary>The applications that may use it.</summary>
    public string[]? EnabledClients { get; init; }

    /// <summary>Whether other applications of the tenant's domain reach it.</summary>
    public bool? IsDomainConnection { get; init; }

    /// <summary>Whether it has a button on the login page.</summary>
    public bool? ShowAsButton { get; init; }

    /// <summary>What its owner noted down: names and texts.</summary>
    public OrderedDictionary? Metadata { get; init; }

    /// <summary>Whether logins use it.</summary>
    public OrderedDictionary? Authentication { get; init; }

    /// <summary>Whether its provider's tokens are kept for users' connected accounts.</summary>
    public OrderedDictionary? ConnectedAccounts { get; init; }

    /// <summary>The options without their secrets: what files, jobs and logs may have.</summary>
    [JsonIgnore]
    public OrderedDictionary? PublicOptions => Options is null ? null : SecretValues.Without(Options);

    /// <summary>Its name, else its id.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>Where the Management API has them.</content>
public static partial class Auth0Resources
{
    /// <summary>Sources of users: <see href="https://auth0.com/docs/api/management/v2/connections"/>.</summary>
    public static Auth0Resource<Auth0Connection> Connections { get; } =
        new("connections", "connections", Auth0JsonContext.Default.Auth0Connection, Auth0Paging.Page | Auth0Paging.Checkpoint);
}
