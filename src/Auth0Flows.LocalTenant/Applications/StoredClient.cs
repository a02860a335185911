using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>An application that was created or changed through the Management API.</summary>
internal sealed class StoredClient : Client
{
    private readonly JsonObject _json;
    private readonly JsonArray _credentials;

    public StoredClient(JsonObject json, JsonArray credentials)
    {
        _json = json;
        _credentials = credentials;
        ClientId = json["client_id"]!.GetValue<string>();
        AppType = json["app_type"].AsText();
        IsFirstParty = json["is_first_party"].AsFlag() ?? true;
        IsGlobal = json["global"].AsFlag() == true;
    }

    public override string ClientId { get; }

    public override string? AppType { get; }

    public override bool IsFirstParty { get; }

    public override bool IsGlobal { get; }

    // Several threads can read a JsonNode at once if none writes, so callers get a copy that they may change.
    public override JsonObject ToJson() => (JsonObject)_json.DeepClone();

    public override JsonArray CredentialsToJson() => (JsonArray)_credentials.DeepClone();
}
