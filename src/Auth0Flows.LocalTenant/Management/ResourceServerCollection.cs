using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/resource-servers: the APIs of the token endpoint, by id or identifier.</summary>
internal sealed class ResourceServerCollection(ApiStore apis, int? listLimit)
    : ResourceCollection<Auth0LocalTenantApi>(new ListPaging(listLimit ?? UsualLimit, HasCheckpoints: true))
{
    private static readonly string[] _changeable =
    [
        "name",
        "scopes",
        "signing_alg",
        "signing_secret",
        "allow_offline_access",
        "skip_consent_for_verifiable_first_party_clients",
        "token_lifetime",
        "token_lifetime_for_web",
        "enforce_policies",
        "token_dialect",
        "token_encryption",
        "consent_policy",
        "authorization_details",
        "proof_of_possession",
        "subject_type_authorization",
    ];

    public override string Name => "resource-servers";

    protected override string Singular => "resource_server";

    protected override IReadOnlyList<Auth0LocalTenantApi> Select(QueryReader query)
    {
        var wanted = query.Texts("identifiers");
        var all = apis.Snapshot();
        return wanted.Count == 0 ? all : [.. all.Where(api => wanted.Contains(api.Identifier))];
    }

    protected override Auth0LocalTenantApi? Find(string id) => apis.FindByIdOrIdentifier(id);

    protected override string IdOf(Auth0LocalTenantApi resource) => resource.Id;

    protected override void Write(Utf8JsonWriter json, Auth0LocalTenantApi resource, FieldSelection fields, AccessToken token) =>
        fields.Apply(resource.ToJson()).WriteTo(json);

    protected override Auth0LocalTenantApi Create(JsonObject body, AccessToken token)
    {
        var reader = Check(body, [.. _changeable, "identifier"]);
        var identifier = reader.RequireText("identifier");
        var settings = (JsonObject)body.DeepClone();
        settings.Remove("identifier");
        settings["name"] ??= identifier;
        settings["scopes"] ??= new JsonArray();
        var api = new Auth0LocalTenantApi(identifier, settings);
        return apis.TryAdd(api)
            ? api
            : throw ApiException.Conflict("A resource server with the same identifier already exists", "resource_server_conflict");
    }

    protected override Auth0LocalTenantApi? Update(string id, JsonObject body, AccessToken token)
    {
        Check(body, _changeable);
        var api = Find(id);
        ThrowIfSystem(api);
        api?.Change(body);
        return api;
    }

    protected override void Delete(string id)
    {
        var api = Find(id);
        ThrowIfSystem(api);
        if (api is not null)
        {
            apis.Remove(api);
        }
    }

    private static void ThrowIfSystem(Auth0LocalTenantApi? api)
    {
        if (api?.IsSystem == true)
        {
            throw ApiException.BadRequest("System resource servers can not be modified.", "operation_not_supported");
        }
    }

    private static BodyReader Check(JsonObject body, string[] allowed)
    {
        var reader = new BodyReader(body);
        reader.AllowOnly("", allowed);
        reader.Text("name");
        reader.Flag("allow_offline_access");
        if (reader.Integer("token_lifetime") is < 1 or > 2_592_000)
        {
            throw ApiException.InvalidBody("Value is not between 1 and 2592000", "token_lifetime");
        }

        if (reader.Object("proof_of_possession") is { } setting)
        {
            var proof = new BodyReader(setting);
            var mechanism = proof.RequireText("mechanism");
            proof.Flag("required");
            if (mechanism is not ("dpop" or "mtls"))
            {
                throw ApiException.InvalidBody($"No enum match for: {mechanism}", "proof_of_possession.mechanism");
            }
        }

        foreach (var (scope, place) in (reader.Array("scopes") ?? []).Select((scope, place) => (scope, place)))
        {
            var item = new BodyReader(
                scope as JsonObject
                    ?? throw ApiException.InvalidBody($"Expected type object but found type {JsonBody.TypeOf(scope)}", $"scopes[{place}]")
            );
            item.RequireText("value");
            item.Text("description");
        }

        return reader;
    }
}
