using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>
/// The refresh token settings of an application: its property <c>refresh_token</c> (Auth0, "Configure Refresh Token Rotation").
/// </summary>
internal sealed class RefreshTokenSettings(JsonObject? settings)
{
    public bool IsRotating => settings?["rotation_type"].AsText() == "rotating";

    /// <summary>How long the previous token can still be used.</summary>
    public TimeSpan Leeway => Seconds("leeway") ?? TimeSpan.Zero;

    /// <summary>The lifetime of a family; null for no limit.</summary>
    public TimeSpan? Lifetime => Expires("infinite_token_lifetime") ? Seconds("token_lifetime") : null;

    /// <summary>The lifetime of an unused token; null for no limit.</summary>
    public TimeSpan? IdleLifetime => Expires("infinite_idle_token_lifetime") ? Seconds("idle_token_lifetime") : null;

    /// <summary>Whether there are policies for multi-resource refresh tokens.</summary>
    public bool HasPolicies => settings?["policies"] is JsonArray { Count: > 0 };

    /// <summary>The scopes that a refresh token gives for another API (multi-resource refresh tokens); null for none.</summary>
    public IReadOnlyList<string>? ScopesOf(string audience)
    {
        var policy = (settings?["policies"] as JsonArray)?.FirstOrDefault(policy =>
            (policy as JsonObject)?["audience"].AsText() == audience
        );
        return policy is null ? null : [.. (policy["scope"] as JsonArray ?? []).Select(JsonValues.AsText).OfType<string>()];
    }

    private bool Expires(string infinite) => settings?["expiration_type"].AsText() == "expiring" && settings[infinite].AsFlag() != true;

    private TimeSpan? Seconds(string name) => settings?[name].AsNumber() is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
}
