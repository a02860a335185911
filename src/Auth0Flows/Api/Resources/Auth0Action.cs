using System.Collections.Specialized;
using System.Text.Json.Serialization;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// An action: code of the tenant that runs at a trigger, such as a login:
/// <see href="https://auth0.com/docs/api/management/v2/actions/get-action"/>.
/// </summary>
public sealed class Auth0Action : Auth0Object
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>The trigger that it is for.</summary>
    public Auth0ActionTrigger[]? SupportedTriggers { get; set; }

    /// <summary>The code of its draft.</summary>
    public string? Code { get; set; }

    /// <summary>The npm modules that it uses.</summary>
    public Auth0ActionDependency[]? Dependencies { get; set; }

    /// <summary>The runtime: <c>node22</c>, …</summary>
    public string? Runtime { get; set; }

    /// <summary>The names of its secrets. The API never returns their values.</summary>
    public Auth0ActionSecret[]? Secrets { get; set; }

    /// <summary>
    /// The status of its draft: <c>pending</c>, <c>building</c>, <c>packaged</c>, <c>built</c>, <c>retrying</c>, <c>failed</c>.
    /// </summary>
    public string? Status { get; set; }

    /// <summary>When its draft was built.</summary>
    public DateTimeOffset? BuiltAt { get; set; }

    /// <summary>Whether the deployed version is the same as the draft.</summary>
    public bool? AllChangesDeployed { get; set; }

    /// <summary>The version that runs.</summary>
    public Auth0ActionVersion? DeployedVersion { get; set; }

    /// <summary>The id of the installed integration that it belongs to.</summary>
    public string? InstalledIntegrationId { get; set; }

    /// <summary>The integration that it belongs to.</summary>
    public OrderedDictionary? Integration { get; set; }

    /// <summary>The action modules that it uses, and their versions.</summary>
    public OrderedDictionary[]? Modules { get; set; }

    /// <summary>Whether it was deployed when it was created.</summary>
    public bool? Deploy { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When its draft was changed.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>The name of its trigger.</summary>
    [JsonIgnore]
    public string? Trigger => SupportedTriggers is [var first, ..] ? first.Id : null;

    /// <summary>Its name, or its id if it has no name.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Actions: <see href="https://auth0.com/docs/api/management/v2/actions/get-actions"/>.</summary>
    public static Auth0Resource<Auth0Action> Actions { get; } = new("actions/actions", "actions", Auth0JsonContext.Default.Auth0Action);
}
