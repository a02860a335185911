using System.Net.Http.Headers;
using Auth0Flows.Http;

namespace Auth0Flows.ClientAuthentication;

/// <summary>A public client: its id in the body (RFC 6749 §3.2.1).</summary>
internal sealed class NoClientAuthentication(string clientId) : ClientProof(clientId)
{
    public override Auth0ClientAuthenticationMethod Method => Auth0ClientAuthenticationMethod.None;

    public override void Apply(FieldContent body, HttpRequestHeaders headers, string issuer, DateTimeOffset now) =>
        body.Add("client_id", ClientId);

    public override void Dispose()
    {
        // There is nothing to dispose.
    }
}
