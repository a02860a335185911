using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/client-grants: the scopes that applications get from the token endpoint, from the next token on.</summary>
internal sealed class ClientGrantCollection(ApiStore apis, ClientStore clients, int? listLimit)
    : ResourceCollection<ClientGrant>(new ListPaging(listLimit ?? UsualLimit, HasCheckpoints: true))
{
    public override string Name => "client-grants";

    protected override string Singular => "client_grant";

    protected override IReadOnlyList<ClientGrant> Select(QueryReader query)
    {
        var clientId = query.Text("client_id");
        var audience = query.Text("audience");
        var anyOrganization = query.Boolean("allow_any_organization");
        return
        [
            .. apis.Grants()
                .Where(grant =>
                    (clientId is null || grant.ClientId == clientId)
                    && (audience is null || grant.Audience == audience)
                    && (anyOrganization ?? grant.AllowsAnyOrganization) == grant.AllowsAnyOrganization
                ),
        ];
    }

    protected override ClientGrant? Find(string id) => apis.FindGrant(id);

    protected override string IdOf(ClientGrant resource) => resource.Id;

    protected override void Write(Utf8JsonWriter json, ClientGrant resource, FieldSelection fields, AccessToken token) =>
        fields.Apply(resource.ToJson()).WriteTo(json);

    protected override ClientGrant Create(JsonObject body, AccessToken token)
    {
        var reader = Check(body, "client_id", "audience", "scope", "organization_usage", "allow_any_organization", "subject_type");
        var clientId = reader.RequireText("client_id");
        var audience = reader.RequireText("audience");
        var scopes = reader.Texts("scope") ?? throw ApiException.InvalidBody("Missing required property: scope");
        if (clients.Find(clientId) is null)
        {
            throw ApiException.Inexistent("client");
        }

        var api = apis.Find(audience) ?? throw ApiException.Inexistent("resource_server");
        CheckScopes(api, scopes);
        var grant = new ClientGrant(SeededId.New("cgr_"), clientId, audience, [.. scopes.Distinct(StringComparer.Ordinal)])
        {
            OrganizationUsage = reader.Text("organization_usage"),
            AllowsAnyOrganization = reader.Flag("allow_any_organization") == true,
        };

        // Auth0's reference shows another resource's message here.
        return apis.TryGrant(grant)
            ? grant
            : throw ApiException.Conflict("A client grant with the same client and audience already exists.", "client_grant_conflict");
    }

    protected override ClientGrant? Update(string id, JsonObject body, AccessToken token)
    {
        var reader = Check(body, "scope", "organization_usage", "allow_any_organization");
        if (apis.FindGrant(id) is { } grant && reader.Texts("scope") is { } scopes && apis.Find(grant.Audience) is { } api)
        {
            CheckScopes(api, scopes);
        }

        return apis.ChangeGrant(
            id,
            old =>
                old with
                {
                    Scopes = reader.Texts("scope")?.Distinct(StringComparer.Ordinal).ToArray() ?? old.Scopes,
                    OrganizationUsage = body.ContainsKey("organization_usage") ? reader.Text("organization_usage") : old.OrganizationUsage,
                    AllowsAnyOrganization = reader.Flag("allow_any_organization") ?? old.AllowsAnyOrganization,
                }
        );
    }

    protected override void Delete(string id) => apis.RemoveGrant(id);

    private static BodyReader Check(JsonObject body, params string[] allowed)
    {
        var reader = new BodyReader(body);
        reader.AllowOnly("", allowed);
        reader.Texts("scope");
        reader.Flag("allow_any_organization");
        if (reader.Text("organization_usage") is { } usage && usage is not ("deny" or "allow" or "require"))
        {
            throw ApiException.InvalidBody($"No enum match for: {usage}", "organization_usage");
        }

        return reader;
    }

    private static void CheckScopes(Auth0LocalTenantApi api, IEnumerable<string> scopes)
    {
        var unknown = scopes.Except(api.Scopes, StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            throw ApiException.BadRequest(
                $"Scope(s) {string.Join(", ", unknown)} do not exist in the resource server {api.Identifier}",
                "invalid_body"
            );
        }
    }
}
