using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>
/// The service that sends the tenant's e-mail:
/// <see href="https://auth0.com/docs/api/management/v2/emails/get-provider"/>.
/// </summary>
public sealed class Auth0EmailProvider : Auth0Object
{
    /// <summary>Its name: <c>smtp</c>, <c>sendgrid</c>, <c>ses</c>, …</summary>
    public string? Name { get; set; }

    /// <summary>Whether it is used.</summary>
    public bool? Enabled { get; set; }

    /// <summary>The sender of templates that have none.</summary>
    public string? DefaultFromAddress { get; set; }

    /// <summary>
    /// Its credentials. The API returns only the public ones, such as the host and the region; secrets are <see
    /// cref="Auth0Secret"/>s.
    /// </summary>
    public OrderedDictionary? Credentials { get; set; }

    /// <summary>Its settings.</summary>
    public OrderedDictionary? Settings { get; set; }

    /// <summary>The credentials without secrets, for files, jobs and logs.</summary>
    [JsonIgnore]
    public OrderedDictionary? PublicCredentials => Credentials is null ? null : SecretValues.Without(Credentials);

    /// <summary>Its name.</summary>
    public override string ToString() => Name ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The e-mail provider: <see href="https://auth0.com/docs/api/management/v2/emails"/>.</summary>
    public static Auth0Resource<Auth0EmailProvider> EmailProvider { get; } =
        new("emails/provider", "provider", Auth0JsonContext.Default.Auth0EmailProvider, Auth0Paging.None);
}
