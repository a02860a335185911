using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>One kind of resource below /api/v2/, whatever it is made of.</summary>
internal interface IResourceCollection
{
    /// <summary>The first segment of its paths: <c>clients</c>.</summary>
    string Name { get; }

    /// <summary>Answers a request. Refusals are thrown as <see cref="ApiException"/>.</summary>
    /// <param name="request">The request; HEAD counts as GET.</param>
    /// <param name="segments">The decoded segments of the path behind the name.</param>
    /// <param name="token">The token it came with, which is good for the Management API.</param>
    ServerResponse Answer(ServerRequest request, IReadOnlyList<string> segments, AccessToken token);
}
