using System.Collections.Specialized;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Auth0Flows.Http;
using Auth0Flows.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Flows.ClientAuthentication;

/// <summary>
/// <c>private_key_jwt</c> (RFC 7523 §2.2): for every request an assertion of its own, signed with the application's key, one minute long.
/// <see href="https://auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-private-key-jwt"/>
/// </summary>
/// <param name="clientId">The application.</param>
/// <param name="key">Its key; disposed, and with that wiped, with this object.</param>
/// <param name="keyId">The <c>kid</c> by which Auth0 knows the key, if known.</param>
/// <param name="algorithm">What signs.</param>
internal sealed class PrivateKeyJwt(string clientId, RSA key, string? keyId, Auth0SigningAlgorithm algorithm) : ClientProof(clientId)
{
    private static readonly TimeSpan _life = TimeSpan.FromMinutes(1);

    private static readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false }; // our clock says them

    private readonly Lock _gate = new(); // an RSA key is not safe to share between threads

    public override Auth0ClientAuthenticationMethod Method => Auth0ClientAuthenticationMethod.PrivateKeyJwt;

    public override void Apply(FieldContent body, HttpRequestHeaders headers, string issuer, DateTimeOffset now) =>
        body.Add("client_id", ClientId)
            .Add("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            .Add("client_assertion", CreateAssertion(issuer, now));

    // The public part tells this key from others: who has another one shares nothing with us.
    public override byte[] Fingerprint()
    {
        lock (_gate)
        {
            return key.ExportSubjectPublicKeyInfo();
        }
    }

    public override void Dispose()
    {
        lock (_gate)
        {
            key.Dispose();
        }
    }

    private string CreateAssertion(string issuer, DateTimeOffset now)
    {
        var signing = new RsaSecurityKey(key)
        {
            KeyId = keyId,
            // A cached signer would outlive the session.
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        var payload = new OrderedDictionary
        {
            ["iss"] = ClientId,
            ["sub"] = ClientId,
            ["aud"] = issuer,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + _life).ToUnixTimeSeconds(),
        };
        lock (_gate)
        {
            return _handler.CreateToken(
                Encoding.UTF8.GetString(JsonValues.ToUtf8(payload)),
                new SigningCredentials(signing, algorithm.ToString())
            );
        }
    }
}
