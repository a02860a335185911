using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant;

/// <content>The applications, and their settings for tests.</content>
public sealed partial class Auth0LocalTenant
{
    /// <summary>
    /// The applications, in order of creation. "Web Portal" (confidential) and "Mobile for iOS" (public, with rotating refresh tokens) may
    /// use all user grants.
    /// </summary>
    public IReadOnlyList<Auth0LocalTenantApplication> Applications =>
        _clients.Snapshot().Where(client => !client.IsGlobal).Select(Show).ToArray();

    /// <summary>Gets the application with a name.</summary>
    /// <param name="name">The name. It is case-sensitive.</param>
    /// <exception cref="ArgumentException">
    /// There is no such application, or it requires a higher <see cref="Auth0LocalTenantOptions.ClientCount"/>.
    /// </exception>
    public Auth0LocalTenantApplication GetApplication(string name) =>
        Applications.FirstOrDefault(application => application.Name == name)
        ?? throw new ArgumentException($"There is no application {name}.", nameof(name));

    /// <summary>Changes the settings of an application, like PATCH /api/v2/clients/{id} but without its validation.</summary>
    /// <param name="clientId">The application.</param>
    /// <param name="settings">
    /// A JSON object, such as <c>{"refresh_token": {"rotation_type": "rotating", "leeway": 3}}</c>,
    /// <c>{"jwt_configuration": {"alg": "HS256"}}</c> or <c>{"is_token_endpoint_ip_header_trusted": true}</c>.
    /// </param>
    /// <exception cref="ArgumentException">There is no such application, or the settings aren't a JSON object.</exception>
    public void ConfigureApplication(string clientId, string settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        JsonObject? changes;
        try
        {
            changes = JsonNode.Parse(settings) as JsonObject;
        }
        catch (JsonException failure)
        {
            throw new ArgumentException("The settings are not valid JSON.", nameof(settings), failure);
        }

        if (changes is null)
        {
            throw new ArgumentException("The settings must be a JSON object.", nameof(settings));
        }

        Change(
            clientId,
            client =>
            {
                var json = client.ToJson();
                ClientSettings.Merge(json, changes);
                return new StoredClient(json, client.CredentialsToJson());
            }
        );
    }

    /// <summary>
    /// Adds a public key that an application authenticates with (private_key_jwt). The application can't use its secret any more.
    /// </summary>
    /// <param name="clientId">The application.</param>
    /// <param name="publicKeyPem">An RSA public key in PEM: SubjectPublicKeyInfo, PKCS#1, or a certificate's.</param>
    /// <param name="keyId">The <c>kid</c> that assertions may give; null to generate one.</param>
    /// <param name="algorithm">The algorithm that assertions must use: RS256, RS384 or PS256; null for any of them.</param>
    /// <returns>The key id.</returns>
    /// <exception cref="ArgumentException">
    /// There is no such application, the PEM isn't an RSA key of at least 2,048 bits, or the algorithm isn't supported.
    /// </exception>
    public string AddClientCredential(string clientId, string publicKeyPem, string? keyId = null, string? algorithm = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(publicKeyPem);
        CheckAlgorithm(algorithm);
        var rsa = PublicKeys.Read(publicKeyPem, out _);
        var credentialId = $"cred_{Identifiers.NewDevice()}";
        keyId ??= Identifiers.NewDevice();
        Change(clientId, client => WithCredential(client, credentialId, keyId, algorithm));
        _authentication.ClientKeys.Add(clientId, new ClientKey(rsa, credentialId, keyId, algorithm));
        return keyId;
    }

    /// <summary>
    /// Adds a public key that an application signs authorization requests with (JAR, RFC 9101), as in its <c>signed_request_object</c>.
    /// </summary>
    /// <param name="clientId">The application.</param>
    /// <param name="publicKeyPem">An RSA public key in PEM: SubjectPublicKeyInfo, PKCS#1, or a certificate's.</param>
    /// <param name="keyId">The <c>kid</c> that requests may give; null to generate one.</param>
    /// <param name="algorithm">The algorithm that requests must use: RS256, RS384 or PS256; null for any of them.</param>
    /// <param name="isRequired">Whether its requests must be signed from now on.</param>
    /// <returns>The key id.</returns>
    /// <exception cref="ArgumentException">
    /// There is no such application, the PEM isn't an RSA key of at least 2,048 bits, or the algorithm isn't supported.
    /// </exception>
    public string AddRequestObjectCredential(
        string clientId,
        string publicKeyPem,
        string? keyId = null,
        string? algorithm = null,
        bool isRequired = false
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(publicKeyPem);
        CheckAlgorithm(algorithm);
        var rsa = PublicKeys.Read(publicKeyPem, out _);
        var credentialId = $"cred_{Identifiers.NewDevice()}";
        keyId ??= Identifiers.NewDevice();
        Change(
            clientId,
            client =>
            {
                var json = client.ToJson();
                var settings = json["signed_request_object"] as JsonObject ?? new JsonObject();
                var enabled = settings["credentials"] as JsonArray ?? [];
                enabled.Add(new JsonObject { ["id"] = credentialId });
                json["signed_request_object"] = new JsonObject { ["required"] = isRequired, ["credentials"] = enabled.DeepClone() };
                return new StoredClient(json, WithCredential(client.CredentialsToJson(), credentialId, keyId, algorithm));
            }
        );
        _authentication.ClientKeys.Add(clientId, new ClientKey(rsa, credentialId, keyId, algorithm));
        return keyId;
    }

    private static void CheckAlgorithm(string? algorithm)
    {
        if (algorithm is not null && !ClientKey.Algorithms.Contains(algorithm))
        {
            throw new ArgumentException($"The algorithm must be one of {string.Join(", ", ClientKey.Algorithms)}.", nameof(algorithm));
        }
    }

    private static JsonArray WithCredential(JsonArray credentials, string credentialId, string keyId, string? algorithm)
    {
        credentials.Add(
            new JsonObject
            {
                ["id"] = credentialId,
                ["credential_type"] = "public_key",
                ["kid"] = keyId,
                ["alg"] = algorithm ?? "RS256",
            }
        );
        return credentials;
    }

    private static Auth0LocalTenantApplication Show(Client client)
    {
        var json = client.ToJson();
        var secret = json["token_endpoint_auth_method"].AsText() == "none" ? null : json["client_secret"].AsText();
        return new Auth0LocalTenantApplication(
            json["name"].AsText() ?? "",
            client.ClientId,
            client.AppType,
            secret is null ? null : new Auth0LocalTenantSecret(secret)
        );
    }

    private static StoredClient WithCredential(Client client, string credentialId, string keyId, string? algorithm)
    {
        var json = client.ToJson();
        var registered = new JsonObject { ["id"] = credentialId };
        if (ClientSettings.PrivateKeyJwt(json)?["credentials"] is JsonArray others)
        {
            others.Add(registered);
        }
        else
        {
            json["client_authentication_methods"] = new JsonObject
            {
                ["private_key_jwt"] = new JsonObject { ["credentials"] = new JsonArray(registered) },
            };
        }

        // These two are mutually exclusive.
        json.Remove("token_endpoint_auth_method");
        return new StoredClient(json, WithCredential(client.CredentialsToJson(), credentialId, keyId, algorithm));
    }

    private void Change(string clientId, Func<Client, Client> change)
    {
        if (_clients.Replace(clientId, change) is null)
        {
            throw new ArgumentException($"There is no application {clientId}.", nameof(clientId));
        }
    }
}
