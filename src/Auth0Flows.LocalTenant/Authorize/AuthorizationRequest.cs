using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>A validated authorization request, which an application sends through the browser.</summary>
internal sealed class AuthorizationRequest
{
    public required AuthorizationTarget Target { get; init; }

    /// <summary>One or more of code, id_token and token.</summary>
    public required IReadOnlySet<string> ResponseTypes { get; init; }

    /// <summary>The API; null if none was requested.</summary>
    public required string? Audience { get; init; }

    public required IReadOnlyList<string> AskedScopes { get; init; }

    /// <summary>The scopes to grant at login.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The authorization details to grant at login; null for none.</summary>
    public required JsonArray? AuthorizationDetails { get; init; }

    public required string? Nonce { get; init; }

    /// <summary>The S256 challenge (RFC 7636 §4.2); null for none.</summary>
    public required string? CodeChallenge { get; init; }

    /// <summary>The thumbprint of the key that the code is bound to (<c>dpop_jkt</c>, RFC 9449 §10); null for none.</summary>
    public required string? JwkThumbprint { get; init; }

    public required Organization? Organization { get; init; }

    /// <summary>The only connection whose users may sign in; null for any.</summary>
    public required string? Connection { get; init; }

    /// <summary>The user who is likely to sign in; null if unknown.</summary>
    public required string? LoginHint { get; init; }

    /// <summary>How the user should authenticate (<c>acr_values</c>).</summary>
    public required IReadOnlyList<string> AcrValues { get; init; }

    /// <summary>Whether the user should create an account (<c>screen_hint=signup</c>).</summary>
    public required bool IsSignUp { get; init; }

    /// <summary>The preferred language of the pages (<c>ui_locales</c>); null for the tenant's.</summary>
    public required string? Language { get; init; }

    /// <summary>Whether the user must not be asked anything (<c>prompt=none</c>).</summary>
    public required bool IsSilent { get; init; }
}
