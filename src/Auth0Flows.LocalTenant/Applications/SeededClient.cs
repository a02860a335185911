using System.Globalization;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Grants;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>An application that exists from the start. It is computed from its number each time it is needed.</summary>
internal sealed class SeededClient(int index, byte[] tenantKey) : Client
{
    private const string GlobalClientName = "All Applications";

    private static readonly (string Name, string? AppType)[] _first =
    [
        ("Automation", "non_interactive"),
        ("web-shop", "spa"),
        ("web-admin", "regular_web"),
        ("Web Portal", "regular_web"),
        ("web-checkout", "spa"),
        ("Mobile for iOS", "native"),
        ("Mobile for Android", "native"),
        ("TV Player", "native"),
        ("nightly-export", "non_interactive"),
        ("billing-worker", "non_interactive"),
        ("Partner CRM", "regular_web"),
        (GlobalClientName, null),
    ];

    private static readonly (string Name, string AppType)[] _generated =
    [
        ("web-store", "spa"),
        ("web-backoffice", "regular_web"),
        ("mobile", "native"),
        ("worker", "non_interactive"),
        ("dashboard", "spa"),
    ];

    private string? _clientId;

    public override string ClientId => _clientId ??= Identifiers.Seeded(string.Create(CultureInfo.InvariantCulture, $"client {index}"), 32);

    public string Name =>
        index < _first.Length
            ? _first[index].Name
            : string.Create(CultureInfo.InvariantCulture, $"{_generated[index % _generated.Length].Name}-{index:00000}");

    public string ClientSecret => Identifiers.SeededSecret(tenantKey, index);

    public override string? AppType => index < _first.Length ? _first[index].AppType : _generated[index % _generated.Length].AppType;

    // A partner's application and every fiftieth generated one are third-party applications.
    public override bool IsFirstParty => index < _first.Length ? _first[index].Name != "Partner CRM" : index % 50 != 0;

    public override bool IsGlobal => index < _first.Length && _first[index].Name == GlobalClientName;

    // This one is set up for private_key_jwt.
    private bool HasCredentials => index < _first.Length && _first[index].Name == "billing-worker";

    // One confidential and one public application support all user grants.
    private bool HasAllUserGrants => index < _first.Length && _first[index].Name is "Web Portal" or "Mobile for iOS";

    private string Slug => Name.ToLowerInvariant().Replace(' ', '-');

    private string CredentialId => $"cred_{Identifiers.Seeded($"credential of {ClientId}", 22)}";

    public override JsonObject ToJson()
    {
        var json = ClientTemplate.Create(ClientId, ClientSecret, Name);
        if (IsGlobal)
        {
            json["global"] = true;
            json["callbacks"] = new JsonArray();
            json["cross_origin_authentication"] = true;
            json.Remove("grant_types");
            return json;
        }

        json["app_type"] = AppType;
        json["is_first_party"] = IsFirstParty;
        json["description"] = $"{Name} of Example Corp.";
        json["client_metadata"] = new JsonObject
        {
            ["environment"] = index % 3 == 0 ? "production" : "staging",
            ["team"] = $"team-{(char)('a' + (index % 7))}",
        };
        switch (AppType)
        {
            case "spa":
                AddAddresses(json, $"https://{Slug}.example.com");
                json["grant_types"] = new JsonArray("authorization_code", "implicit", "refresh_token");
                json["token_endpoint_auth_method"] = "none";
                json["refresh_token"] = ClientTemplate.RotatingRefreshToken();
                break;
            case "regular_web":
                AddAddresses(json, $"https://{Slug}.example.com");
                json["grant_types"] = new JsonArray("authorization_code", "implicit", "refresh_token");
                json["token_endpoint_auth_method"] = "client_secret_post";
                break;
            case "native":
                json["callbacks"] = new JsonArray(
                    $"com.example.{Slug}://callback",
                    "http://127.0.0.1/callback",
                    "http://127.0.0.1:8484/callback"
                );
                json["allowed_logout_urls"] = new JsonArray($"com.example.{Slug}://logout");
                json["grant_types"] = new JsonArray("authorization_code", "refresh_token", GrantTypes.DeviceCode);
                json["token_endpoint_auth_method"] = "none";
                json["refresh_token"] = ClientTemplate.RotatingRefreshToken();
                break;
            default:
                json["grant_types"] = new JsonArray("client_credentials");
                AddClientAuthentication(json);
                break;
        }

        if (HasAllUserGrants)
        {
            var own = json["grant_types"]!.AsArray().Select(grant => grant!.GetValue<string>());
            IEnumerable<string> confidential = AppType == "regular_web" ? [GrantTypes.Ciba] : [];
            json["grant_types"] = new JsonArray([
                .. own.Union(GrantTypes.OfUsers, StringComparer.Ordinal).Append(GrantTypes.WebAuthn).Concat(confidential),
            ]);
        }

        return json;
    }

    public override JsonArray CredentialsToJson() =>
        !HasCredentials
            ? []
            :
            [
                new JsonObject
                {
                    ["id"] = CredentialId,
                    ["name"] = $"{Name} key",
                    ["credential_type"] = "public_key",
                    ["kid"] = Identifiers.Seeded($"key of {ClientId}", 22),
                    ["alg"] = "RS256",
                    ["created_at"] = "2026-01-15T09:30:00.000Z",
                    ["updated_at"] = "2026-01-15T09:30:00.000Z",
                    ["expires_at"] = null,
                },
            ];

    private static void AddAddresses(JsonObject json, string origin)
    {
        json["callbacks"] = new JsonArray($"{origin}/callback", "http://localhost:3000/callback");
        json["allowed_logout_urls"] = new JsonArray(origin, "http://localhost:3000");
        json["web_origins"] = new JsonArray(origin, "http://localhost:3000");
        json["allowed_origins"] = new JsonArray(origin);
        json["initiate_login_uri"] = $"{origin}/login";
    }

    // token_endpoint_auth_method and client_authentication_methods are mutually exclusive.
    private void AddClientAuthentication(JsonObject json)
    {
        if (HasCredentials)
        {
            json["client_authentication_methods"] = new JsonObject
            {
                ["private_key_jwt"] = new JsonObject { ["credentials"] = new JsonArray(new JsonObject { ["id"] = CredentialId }) },
            };
        }
        else
        {
            json["token_endpoint_auth_method"] = "client_secret_post";
        }
    }
}
