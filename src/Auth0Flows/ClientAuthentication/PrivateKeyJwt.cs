using System.Collections.Specialized;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Auth0Flows.Basics;
using Auth0Flows.Http;

namespace Auth0Flows.ClientAuthentication;

/// <summary>
/// <c>private_key_jwt</c> (RFC 7523 §2.2): a separate assertion for every request, signed with the application's key, valid for one minute.
/// <see href="https://auth0.com/docs/get-started/authentication-and-authorization-flow/authenticate-with-private-key-jwt"/>
/// </summary>
/// <param name="clientId">The application's client id.</param>
/// <param name="key">Its key; disposed, and so wiped, with this object.</param>
/// <param name="keyId">The key's <c>kid</c> at Auth0, if known.</param>
/// <param name="algorithm">The signing algorithm.</param>
internal sealed partial class PrivateKeyJwt(string clientId, RSA key, string? keyId, Auth0SigningAlgorithm algorithm)
    : ClientProof(clientId)
{
    private const string Plain = "JWT";
    private const string Explicit = "client-authentication+jwt";

    private static readonly TimeSpan _life = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new(); // an RSA key is not thread-safe

    // Which the server wants, as far as known: JWT, until it refuses that one.
    private volatile string _learned = Plain;

    // It has refused both: nothing is tried any more.
    private volatile bool _isSettled;

    public override Auth0ClientAuthenticationMethod Method => Auth0ClientAuthenticationMethod.PrivateKeyJwt;

    public override string? AssertionType { get; set; }

    // draft-ietf-oauth-rfc7523bis: "client-authentication+jwt". A server that is older doesn't look at it, or wants JWT or nothing.
    public override bool LearnFrom(string sent, string error, string description)
    {
        if (AssertionType is not null || error != "invalid_client" || !NamesTheType(description))
        {
            return false;
        }

        if (sent != Plain)
        {
            (_isSettled, _learned) = (true, Plain); // so the type is not what it refuses
            return false;
        }

        if (_isSettled)
        {
            return false;
        }

        // Perhaps another request has learned it while this one was on its way.
        _learned = Explicit;
        return true;
    }

    private static bool NamesTheType(string description) =>
        TypeParameter().IsMatch(description) || description.Contains(Explicit, StringComparison.OrdinalIgnoreCase);

    // "typ" as a word of its own: 'typ', "typ", `typ`, typ; not "type", which may be of the assertion, of the grant or of the client.
    [GeneratedRegex(@"\btyp\b", RegexOptions.IgnoreCase)]
    private static partial Regex TypeParameter();

    public override void Apply(FieldContent body, HttpRequestHeaders headers, string issuer, DateTimeOffset now)
    {
        var type = AssertionType ?? _learned;
        body.Add("client_id", ClientId)
            .Add("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
            .Add("client_assertion", CreateAssertion(issuer, now, type).ToSecret());
        body.AssertionType = type;
    }

    public override string Sign(OrderedDictionary claims, string type)
    {
        lock (_gate)
        {
            return SignedJwt.Create(key, keyId, algorithm, claims, type);
        }
    }

    // The public part identifies the key: sessions with another key share nothing with this one.
    public override byte[] Fingerprint()
    {
        lock (_gate)
        {
            return key.ExportSubjectPublicKeyInfo();
        }
    }

    // Null for a key that its provider doesn't hand out: a smart card, a certificate store.
    public override byte[]? KeyMaterial()
    {
        lock (_gate)
        {
            return PrivateKey.TryExport(key);
        }
    }

    public override void Dispose()
    {
        lock (_gate)
        {
            key.Dispose();
        }
    }

    private string CreateAssertion(string issuer, DateTimeOffset now, string type) =>
        Sign(
            new OrderedDictionary
            {
                ["iss"] = ClientId,
                ["sub"] = ClientId,
                ["aud"] = issuer,
                ["jti"] = Guid.NewGuid().ToString("N"),
                ["iat"] = now.ToUnixTimeSeconds(),
                ["exp"] = (now + _life).ToUnixTimeSeconds(),
            },
            type
        );
}
