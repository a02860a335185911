using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>
/// Identifies the application that sent a request, and authenticates it: client_secret_post, client_secret_basic, private_key_jwt, a
/// certificate (tls_client_auth, self_signed_tls_client_auth), or none for public applications.
/// </summary>
internal sealed class ClientAuthenticator(ClientStore clients, ClientAssertions assertions, CertificateAuthenticator certificates)
{
    private const string BasicScheme = "Basic ";

    public AuthenticatedClient Authenticate(ServerRequest request, TokenRequest parameters)
    {
        var clientId = parameters["client_id"];
        var secret = parameters["client_secret"];
        if (request.Header("Authorization") is { } header && header.StartsWith(BasicScheme, StringComparison.OrdinalIgnoreCase))
        {
            var (basicId, basicSecret) = ReadBasic(header[BasicScheme.Length..].Trim());
            if (secret is not null || (clientId is not null && clientId != basicId))
            {
                // RFC 6749 §2.3: only one authentication method per request.
                throw OAuthException.InvalidRequest("Only one way of client authentication may be used.");
            }

            (clientId, secret) = (basicId, basicSecret);
        }

        if (
            clientId is not null
            && clients.Find(clientId) is { IsGlobal: false } application
            && ClientCertificates.MethodOf(application.ToJson()) is { } method
        )
        {
            if (secret is not null || parameters["client_assertion"] is not null)
            {
                throw request.Certificate is null
                    ? OAuthException.Unauthorized() // its secret opens nothing any more
                    : OAuthException.InvalidRequest("Only one way of client authentication may be used.");
            }

            certificates.Check(application, method, request.Certificate);
            return new AuthenticatedClient(application.ToJson(), isPublic: false) { Certificate = request.Certificate };
        }

        if (parameters["client_assertion"] is { } assertion)
        {
            return secret is not null
                ? throw OAuthException.InvalidRequest("Only one way of client authentication may be used.")
                : new AuthenticatedClient(
                    assertions.Authenticate(assertion, parameters["client_assertion_type"], clientId).ToJson(),
                    isPublic: false
                );
        }

        var client = clientId is null ? null : clients.Find(clientId);
        if (client is null || client.IsGlobal)
        {
            throw OAuthException.Unauthorized();
        }

        var json = client.ToJson();
        var isPublic = json["token_endpoint_auth_method"].AsText() == "none";
        if (secret is null ? !isPublic : !IsSecret(secret, json))
        {
            throw OAuthException.Unauthorized();
        }

        return new AuthenticatedClient(json, secret is null);
    }

    /// <summary>
    /// The application that a request names, if it needs no authentication. An application that has a secret, or sends one, isn't public.
    /// </summary>
    /// <exception cref="OAuthException">There is no such application.</exception>
    public AuthenticatedClient Identify(ServerRequest request, TokenRequest parameters)
    {
        if (clients.Find(parameters["client_id"] ?? "") is not { IsGlobal: false } client)
        {
            throw OAuthException.Unauthorized();
        }

        var json = client.ToJson();
        var sendsProof =
            request.Header("Authorization") is not null
            || parameters["client_secret"] is not null
            || parameters["client_assertion"] is not null;
        return new AuthenticatedClient(json, isPublic: !sendsProof && json["token_endpoint_auth_method"].AsText() == "none");
    }

    // RFC 6749 §2.3.1: both parts are form-encoded before they are joined.
    private static (string ClientId, string Secret) ReadBasic(string credentials)
    {
        if (Base64.IsValid(credentials))
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(credentials));
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                return (QueryParameters.Decode(text[..colon]), QueryParameters.Decode(text[(colon + 1)..]));
            }
        }

        throw OAuthException.Unauthorized();
    }

    private static bool IsSecret(string secret, JsonObject client)
        // An application set up for private_key_jwt also has a secret, but can't use it.
        =>
        client["client_authentication_methods"] is null && ConstantTime.AreEqual(secret, client["client_secret"].AsText());
}
