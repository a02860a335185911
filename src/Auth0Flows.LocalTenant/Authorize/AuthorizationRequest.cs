using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>What an application asks a user for by way of the browser, once it has been checked.</summary>
internal sealed class AuthorizationRequest
{
    public required AuthorizationTarget Target { get; init; }

    /// <summary>Some of code, id_token and token.</summary>
    public required IReadOnlySet<string> ResponseTypes { get; init; }

    /// <summary>The API; null if none was asked for.</summary>
    public required string? Audience { get; init; }

    public required IReadOnlyList<string> AskedScopes { get; init; }

    /// <summary>The scopes that a login grants.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public required string? Nonce { get; init; }

    /// <summary>The S256 challenge (RFC 7636 §4.2); null for none.</summary>
    public required string? CodeChallenge { get; init; }

    public required Organization? Organization { get; init; }

    /// <summary>The one connection whose users may sign in; null for any.</summary>
    public required string? Connection { get; init; }

    /// <summary>Who is likely to sign in; null for anybody.</summary>
    public required string? LoginHint { get; init; }

    /// <summary>Whether nobody may be asked anything (<c>prompt=none</c>).</summary>
    public required bool IsSilent { get; init; }
}
