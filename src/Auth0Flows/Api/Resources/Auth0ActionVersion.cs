using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A version of an action, as it was deployed:
/// <see href="https://auth0.com/docs/api/management/v2/actions/get-action-version"/>.
/// </summary>
public sealed class Auth0ActionVersion : Auth0Object
{
    /// <summary>Its id.</summary>
    public string? Id { get; set; }

    /// <summary>The id of its action.</summary>
    public string? ActionId { get; set; }

    /// <summary>Its number, from 1.</summary>
    public long? Number { get; set; }

    /// <summary>Whether it is the version that runs.</summary>
    public bool? Deployed { get; set; }

    /// <summary>
    /// The status of its build: <c>pending</c>, <c>building</c>, <c>packaged</c>, <c>built</c>, <c>retrying</c>, <c>failed</c>.
    /// </summary>
    public string? Status { get; set; }

    /// <summary>Why its build failed.</summary>
    public Auth0ActionError[]? Errors { get; set; }

    /// <summary>Its code.</summary>
    public string? Code { get; set; }

    /// <summary>The npm modules that it uses.</summary>
    public Auth0ActionDependency[]? Dependencies { get; set; }

    /// <summary>The runtime: <c>node22</c>, …</summary>
    public string? Runtime { get; set; }

    /// <summary>The names of its secrets. The API never returns their values.</summary>
    public Auth0ActionSecret[]? Secrets { get; set; }

    /// <summary>The trigger that it is for.</summary>
    public Auth0ActionTrigger[]? SupportedTriggers { get; set; }

    /// <summary>Its action.</summary>
    public OrderedDictionary? Action { get; set; }

    /// <summary>The action modules that it uses, and their versions.</summary>
    public OrderedDictionary[]? Modules { get; set; }

    /// <summary>When it was built.</summary>
    public DateTimeOffset? BuiltAt { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When its build last made progress.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>Its number and its status.</summary>
    public override string ToString() => $"{Number}: {Status}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The versions of an action: <see href="https://auth0.com/docs/api/management/v2/actions/get-action-versions"/>.</summary>
    /// <param name="actionId">The action's id.</param>
    public static Auth0Resource<Auth0ActionVersion> ActionVersions(string actionId) =>
        new(PathTemplate.Expand("actions/actions/{id}/versions", _ => actionId), "versions", Auth0JsonContext.Default.Auth0ActionVersion);
}
