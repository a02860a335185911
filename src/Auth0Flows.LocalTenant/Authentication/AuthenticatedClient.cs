using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant.Authentication;

/// <summary>
/// An application that asks for tokens, once it has proven who it is. No record: its text would be its settings, secret included.
/// </summary>
internal sealed class AuthenticatedClient
{
    private readonly JsonObject _settings;

    /// <param name="settings">All its properties.</param>
    /// <param name="isPublic">Whether it gave no proof, because it can keep no secret.</param>
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

    /// <summary>The user that its request is about, as far as is known by now.</summary>
    public Auth0LocalTenantUser? User { get; set; }

    /// <summary>The grants it is set up for.</summary>
    public IReadOnlySet<string> GrantTypes { get; }

    public RefreshTokenSettings RefreshToken { get; }

    /// <summary>What signs its ID tokens: RS256 or HS256.</summary>
    public string IdTokenAlgorithm => TokenSettings?["alg"].AsText() ?? "RS256";

    /// <summary>How long its ID tokens live. Auth0's default is 10 hours.</summary>
    public long IdTokenSeconds => (long)(TokenSettings?["lifetime_in_seconds"].AsNumber() ?? 36_000);

    public string Secret => _settings["client_secret"].AsText() ?? "";

    /// <summary>Whether it may say where its users are ("Trust Token Endpoint IP Header").</summary>
    public bool IsTrustedWithAddresses => !IsPublic && _settings["is_token_endpoint_ip_header_trusted"].AsFlag() == true;

    private JsonObject? TokenSettings => _settings["jwt_configuration"] as JsonObject;
}
