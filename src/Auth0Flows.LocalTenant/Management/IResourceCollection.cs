using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>A kind of resource below /api/v2/.</summary>
internal interface IResourceCollection
{
    /// <summary>The first segment of its paths, such as <c>clients</c>.</summary>
    string Name { get; }

    /// <summary>Handles a request. Errors are thrown as <see cref="ApiException"/>.</summary>
    /// <param name="request">The request; HEAD counts as GET.</param>
    /// <param name="segments">The decoded segments of the path after the name.</param>
    /// <param name="token">The request's access token, which is valid for the Management API.</param>
    ServerResponse Answer(ServerRequest request, IReadOnlyList<string> segments, AccessToken token);
}
