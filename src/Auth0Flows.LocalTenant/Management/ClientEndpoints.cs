using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Declared;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>
/// The secret, the credentials and the connections of an application. A credential counts as soon as the application's
/// <c>client_authentication_methods</c> name it.
/// </summary>
internal sealed class ClientEndpoints(ClientStore clients, ClientKeys keys, ConnectionStore connections, TenantClock clock)
{
    private static readonly Schema _credential = Schema.Of(
        "credential_type! public_key|cert_subject_dn|x509_cert fixed",
        "name text fixed",
        "subject_dn text fixed",
        "pem text fixed",
        "alg RS256|RS384|PS256 fixed",
        "parse_expiry_from_cert flag fixed",
        "expires_at",
        "kid text fixed"
    );

    public void MapTo(EndpointTable table)
    {
        const string Credentials = "clients/{id}/credentials";
        table.Map("POST clients/{id}/rotate-secret", "update:client_keys", RotateSecret);
        table.Map("GET clients/{id}/connections", "read:connections read:clients read:client_summary", ListConnections);
        table.Map($"GET {Credentials}", "read:client_credentials", request => ServerResponse.Json(200, Find(request).CredentialsToJson()));
        table.Map($"POST {Credentials}", "create:client_credentials", CreateCredential);
        table.Map(
            $"GET {Credentials}/{{credential}}",
            "read:client_credentials",
            request => ServerResponse.Json(200, FindCredential(request))
        );
        table.Map($"PATCH {Credentials}/{{credential}}", "update:client_credentials", ChangeCredential);
        table.Map($"DELETE {Credentials}/{{credential}}", "delete:client_credentials", DeleteCredential);
    }

    private static bool Is(JsonNode? credential, string id) => (credential as JsonObject)?["id"].AsText() == id;

    private Client Find(EndpointRequest request) => clients.Find(request.Id) ?? throw ApiException.Inexistent("client");

    private JsonObject FindCredential(EndpointRequest request) =>
        (JsonObject?)Find(request).CredentialsToJson().FirstOrDefault(one => Is(one, request.Ids[1]))?.DeepClone()
        ?? throw ApiException.Inexistent("credential", "The credential does not exist.");

    private ServerResponse RotateSecret(EndpointRequest request)
    {
        var client = Find(request);
        var changed = clients.Replace(
            client.ClientId,
            old =>
            {
                var json = old.ToJson();
                json["client_secret"] = Identifiers.NewClientSecret();
                return new StoredClient(json, old.CredentialsToJson());
            }
        );
        return ServerResponse.Json(200, changed!.ToJson());
    }

    private ServerResponse ListConnections(EndpointRequest request)
    {
        var clientId = Find(request).ClientId;
        return ListAnswer.Of(
            request.Query,
            "connections",
            [.. connections.Snapshot().Where(connection => ConnectionClients.Of(connection).Contains(clientId))],
            ListForm.Checkpoints,
            connection => connection.Id,
            connection => connection.ToJson()
        );
    }

    private ServerResponse CreateCredential(EndpointRequest request)
    {
        var clientId = Find(request).ClientId;
        var body = _credential.Check(request.ReadBody(), isCreation: true);
        var type = body.RequireText("credential_type");
        if (type == "cert_subject_dn" && body.Has("subject_dn"))
        {
            return Add(clientId, NewCredential(body, type, body.Text("subject_dn"), ReadExpiry(body)));
        }

        if (type != "public_key")
        {
            return CreateCertificate(clientId, body, type);
        }

        DateTimeOffset? expiresAt;
        RSA rsa;
        try
        {
            rsa = PublicKeys.Read(body.RequireText("pem"), out expiresAt);
        }
        catch (ArgumentException failure)
        {
            throw ApiException.BadRequest(failure.Message, "invalid_body");
        }

        expiresAt = body.Flag("parse_expiry_from_cert") == true ? expiresAt : ReadExpiry(body);
        var credential = NewCredential(body, type, null, expiresAt);
        var keyId = body.Text("kid") ?? PublicKeys.ThumbprintOf(rsa);
        credential["kid"] = keyId;
        credential["alg"] = body.Text("alg") ?? "RS256";
        var response = Add(clientId, credential);
        keys.Add(clientId, new ClientKey(rsa, credential["id"].AsText()!, keyId, credential["alg"].AsText()) { ExpiresAt = expiresAt });
        return response;
    }

    // A certificate for mTLS: RSA or EC. Of cert_subject_dn, only its subject counts.
    private ServerResponse CreateCertificate(string clientId, BodyReader body, string type)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(body.RequireText("pem"));
            var expiresAt = body.Flag("parse_expiry_from_cert") == true ? certificate.NotAfter.ToUniversalTime() : ReadExpiry(body);
            var credential = NewCredential(body, type, certificate.Subject, expiresAt);
            if (type == "x509_cert")
            {
                credential["thumbprint_sha256"] = PeerCertificate.ThumbprintOf(certificate);
            }

            return Add(clientId, credential);
        }
        catch (CryptographicException failure)
        {
            throw ApiException.BadRequest($"The pem is no certificate: {failure.Message}", "invalid_body");
        }
    }

    private JsonObject NewCredential(BodyReader body, string type, string? subject, DateTimeOffset? expiresAt)
    {
        var json = new JsonObject { ["id"] = $"cred_{Identifiers.NewDevice()}" };
        if (body.Text("name") is { } name)
        {
            json["name"] = name;
        }

        json["credential_type"] = type;
        if (subject is not null)
        {
            json["subject_dn"] = subject;
        }

        json["created_at"] = Timestamp.Of(clock.UtcNow);
        json["updated_at"] = Timestamp.Of(clock.UtcNow);
        json["expires_at"] = expiresAt is { } expiry ? Timestamp.Of(expiry) : null;
        return json;
    }

    private ServerResponse Add(string clientId, JsonObject credential)
    {
        ChangeCredentials(clientId, credentials => credentials.Add(credential.DeepClone()));
        return ServerResponse.Json(201, credential);
    }

    private void ChangeCredentials(string clientId, Action<JsonArray> change) =>
        clients.Replace(
            clientId,
            client =>
            {
                var credentials = client.CredentialsToJson();
                change(credentials);
                return new StoredClient(client.ToJson(), credentials);
            }
        );

    private ServerResponse ChangeCredential(EndpointRequest request)
    {
        var credential = FindCredential(request);
        var body = _credential.Check(request.ReadBody(), isCreation: false);
        var expiresAt = ReadExpiry(body);
        credential["expires_at"] = expiresAt is { } expiry ? Timestamp.Of(expiry) : null;
        credential["updated_at"] = Timestamp.Of(clock.UtcNow);
        ChangeCredentials(
            request.Id,
            credentials => credentials[credentials.IndexOf(credentials.First(one => Is(one, request.Ids[1])))] = credential.DeepClone()
        );
        keys.Expire(request.Id, request.Ids[1], expiresAt);
        return ServerResponse.Json(200, credential);
    }

    private ServerResponse DeleteCredential(EndpointRequest request)
    {
        FindCredential(request);
        ChangeCredentials(request.Id, credentials => credentials.Remove(credentials.First(one => Is(one, request.Ids[1]))));
        keys.Expire(request.Id, request.Ids[1], DateTimeOffset.MinValue);
        return new ServerResponse(204);
    }

    private static DateTimeOffset? ReadExpiry(BodyReader body) =>
        body.Text("expires_at") is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw ApiException.InvalidBody($"Object didn't pass validation for format date-time: {text}", "expires_at");
}
