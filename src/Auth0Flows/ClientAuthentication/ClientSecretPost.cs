using System.Net.Http.Headers;
using System.Security;
using Auth0Flows.Http;

namespace Auth0Flows.ClientAuthentication;

/// <summary><c>client_secret_post</c>: id and secret in the body (RFC 6749 §2.3.1).</summary>
internal sealed class ClientSecretPost(string clientId, SecureString clientSecret) : ClientSecretAuthentication(clientId, clientSecret)
{
    public override Auth0ClientAuthenticationMethod Method => Auth0ClientAuthenticationMethod.ClientSecretPost;

    public override void Apply(FieldContent body, HttpRequestHeaders headers, string issuer, DateTimeOffset now) =>
        body.Add("client_id", ClientId).Add("client_secret", Secret);
}
