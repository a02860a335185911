using System.Net.Http.Headers;
using System.Security;
using System.Text;
using Auth0Flows.Http;

namespace Auth0Flows.ClientAuthentication;

/// <summary><c>client_secret_basic</c>: HTTP Basic; id and secret are form-encoded first (RFC 6749 §2.3.1).</summary>
internal sealed class ClientSecretBasic(string clientId, SecureString clientSecret) : ClientSecretAuthentication(clientId, clientSecret)
{
    public override Auth0ClientAuthenticationMethod Method => Auth0ClientAuthenticationMethod.ClientSecretBasic;

    public override void Apply(FieldContent body, HttpRequestHeaders headers, string issuer, DateTimeOffset now)
    {
        if (body is JsonContent)
        {
            // /mfa and /passwordless require the secret in the body, and use the header for a Bearer token ("required when … is Post or
            // Basic"): https://auth0.com/docs/api/authentication/multi-factor-authentication/request-mfa-challenge
            body.Add("client_id", ClientId).Add("client_secret", Secret);
            return;
        }

        var secret = Secret.ToUtf8();
        var encoded = FormContent.Encode(secret);
        byte[] pair = [.. FormContent.Encode(Encoding.UTF8.GetBytes(ClientId)), (byte)':', .. encoded];
        headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        Array.Clear(secret);
        Array.Clear(encoded);
        Array.Clear(pair);
    }
}
