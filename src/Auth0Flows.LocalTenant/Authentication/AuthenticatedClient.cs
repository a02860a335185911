using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>
/// An authenticated application that requests tokens. Not a record, because a record's text would show its settings, including the secret.
/// </summary>
internal sealed class AuthenticatedClient
{
    private readonly JsonObject _settings;

    /// <param name="settings">All properties of the application.</param>
    /// <param name="isPublic">Whether it didn't authenticate, because it is public and can't keep a secret.</param>
    public AuthenticatedClient(JsonObject settings, bool isPublic)
    {
        _settings = settings;
        IsPublic = isPublic;
        ClientId = settings["client_id"]!.GetValue<string>();
        GrantTypes = (settings["grant_types"] as JsonArray ?? [])
            .Select(JsonValues.AsText)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        RefreshToken = new RefreshTokenSettings(settings["refresh_token"] as JsonObject);
    }

    public string ClientId { get; }

    public bool IsPublic { get; }

    /// <summary>The certificate that authenticated it; null if something else did.</summary>
    public PeerCertificate? Certificate { get; init; }

    /// <summary>Whether its tokens are bound to its certificate, wherever the API doesn't say otherwise.</summary>
    public bool WantsBoundTokens =>
        _settings["require_proof_of_possession"].AsFlag() == true
        || _settings["tls_client_certificate_bound_access_tokens"].AsFlag() == true;

    public bool IsOidcConformant => _settings["oidc_conformant"].AsFlag() != false;

    /// <summary>Whether its users sign in to an organization.</summary>
    public bool RequiresOrganization => _settings["organization_usage"].AsText() == "require";

    public bool IsFirstParty => _settings["is_first_party"].AsFlag() != false;

    /// <summary>The user that its request is about, as far as known.</summary>
    public Auth0LocalTenantUser? User { get; set; }

    /// <summary>The thumbprint of the key that its request proves to have (DPoP); null for a request without a proof.</summary>
    public string? JwkThumbprint { get; set; }

    /// <summary>Whether it gets only tokens that are bound to its key (<c>require_proof_of_possession</c>).</summary>
    public bool RequiresProofOfPossession => _settings["require_proof_of_possession"].AsFlag() == true;

    /// <summary>The grants that it may use.</summary>
    public IReadOnlySet<string> GrantTypes { get; }

    /// <summary>
    /// Whether it may use a grant: by its grant types, or for token exchange by the types of profiles that it may use (Auth0, "Configure
    /// Custom Token Exchange").
    /// </summary>
    public bool MayUse(string grantType) =>
        GrantTypes.Contains(grantType) || (grantType == Grants.GrantTypes.TokenExchange && ExchangeTypes.Any());

    /// <summary>Whether it may use token exchange profiles of a type.</summary>
    public bool MayExchange(string profileType) =>
        ExchangeTypes.Contains(profileType)
        || (profileType == "custom_authentication" && GrantTypes.Contains(Grants.GrantTypes.TokenExchange));

    /// <summary>The API that this application is the client of, which exchanges the tokens that it receives; null for none.</summary>
    public string? ResourceServerIdentifier =>
        _settings["app_type"].AsText() == "resource_server" ? _settings["resource_server_identifier"].AsText() : null;

    public RefreshTokenSettings RefreshToken { get; }

    /// <summary>What it may do with session transfer tokens (Auth0, "Native to Web SSO").</summary>
    public SessionTransferSettings SessionTransfer => new(_settings["session_transfer"] as JsonObject);

    /// <summary>How it may ask users in a backchannel login; by default, with push notifications.</summary>
    public IReadOnlyList<string> NotificationChannels =>
        _settings["async_approval_notification_channels"] is JsonArray channels
            ? [.. channels.Select(JsonValues.AsText).OfType<string>()]
            : ["guardian-push"];

    /// <summary>The algorithm that signs its ID tokens: RS256 or HS256.</summary>
    public string IdTokenAlgorithm => TokenSettings?["alg"].AsText() ?? "RS256";

    /// <summary>The lifetime of its ID tokens. Auth0's default is 10 hours.</summary>
    public long IdTokenSeconds => (long)(TokenSettings?["lifetime_in_seconds"].AsNumber() ?? 36_000);

    public string Secret => _settings["client_secret"].AsText() ?? "";

    /// <summary>Whether it may send its users' IP addresses ("Trust Token Endpoint IP Header").</summary>
    public bool IsTrustedWithAddresses => !IsPublic && _settings["is_token_endpoint_ip_header_trusted"].AsFlag() == true;

    private IEnumerable<string?> ExchangeTypes =>
        ((_settings["token_exchange"] as JsonObject)?["allow_any_profile_of_type"] as JsonArray ?? []).Select(JsonValues.AsText);

    /// <summary>Whether its authorization requests must be pushed (RFC 9126 §6).</summary>
    public bool MustPush => _settings["require_pushed_authorization_requests"].AsFlag() == true;

    private JsonObject? TokenSettings => _settings["jwt_configuration"] as JsonObject;
}
