using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>The methods that authenticate an application by its certificate (RFC 8705 §2), and their credentials.</summary>
internal static class ClientCertificates
{
    public const string Authority = "tls_client_auth";
    public const string SelfSigned = "self_signed_tls_client_auth";

    /// <summary>The method that the application uses; null if it uses neither.</summary>
    public static string? MethodOf(JsonObject settings) =>
        settings["client_authentication_methods"] is not JsonObject methods ? null
        : methods.ContainsKey(SelfSigned) ? SelfSigned
        : methods.ContainsKey(Authority) ? Authority
        : null;

    /// <summary>The credentials that are enabled for the method.</summary>
    public static IReadOnlyList<JsonObject> EnabledOf(Client client, string method)
    {
        var enabled = ((client.ToJson()["client_authentication_methods"]?[method] as JsonObject)?["credentials"] as JsonArray ?? [])
            .Select(static credential => (credential as JsonObject)?["id"].AsText())
            .ToHashSet(StringComparer.Ordinal);
        return [.. client.CredentialsToJson().OfType<JsonObject>().Where(credential => enabled.Contains(credential["id"].AsText()))];
    }

    /// <summary>An application with another certificate, or another subject of one, that it authenticates with from now on.</summary>
    public static StoredClient With(Client client, JsonObject credential, string method)
    {
        var json = client.ToJson();
        var registered = new JsonObject { ["id"] = credential["id"].AsText() };
        if (json["client_authentication_methods"]?[method]?["credentials"] is JsonArray others)
        {
            others.Add(registered);
        }
        else
        {
            json["client_authentication_methods"] = new JsonObject
            {
                [method] = new JsonObject { ["credentials"] = new JsonArray(registered) },
            };
        }

        // These two are mutually exclusive.
        json.Remove("token_endpoint_auth_method");
        var credentials = client.CredentialsToJson();
        credentials.Add(credential);
        return new StoredClient(json, credentials);
    }
}
