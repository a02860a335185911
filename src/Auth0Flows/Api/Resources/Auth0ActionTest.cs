using System.Collections.Specialized;
using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// What an action did with a payload:
/// <see href="https://auth0.com/docs/api/management/v2/actions/post-test-action"/>.
/// </summary>
public sealed class Auth0ActionTest : Auth0Object
{
    /// <summary>The resulting payload.</summary>
    public OrderedDictionary? Payload { get; set; }

    /// <summary>The names in the payload.</summary>
    public override string ToString() => string.Join(", ", (Payload ?? []).Keys.Cast<string>());
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Tests of an action: <see href="https://auth0.com/docs/api/management/v2/actions/post-test-action"/>.</summary>
    /// <param name="actionId">The action's id.</param>
    public static Auth0Resource<Auth0ActionTest> ActionTests(string actionId) =>
        new(
            PathTemplate.Expand("actions/actions/{id}/test", _ => actionId),
            "payload",
            Auth0JsonContext.Default.Auth0ActionTest,
            Auth0Paging.None
        );
}
