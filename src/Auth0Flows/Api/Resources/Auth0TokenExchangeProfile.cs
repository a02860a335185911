using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A profile of custom token exchange (RFC 8693): which action accepts which type of subject token:
/// <see href="https://auth0.com/docs/api/management/v2/token-exchange-profiles/get-token-exchange-profiles-by-id"/>.
/// </summary>
public sealed class Auth0TokenExchangeProfile : Auth0Object
{
    /// <summary>Its id: <c>tep_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Its name.</summary>
    public string? Name { get; set; }

    /// <summary>The <c>subject_token_type</c> of the requests that it serves; unique in the tenant.</summary>
    public string? SubjectTokenType { get; set; }

    /// <summary>The id of the action that checks the subject token.</summary>
    public string? ActionId { get; set; }

    /// <summary>Its type: <c>custom_authentication</c>.</summary>
    public string? Type { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was changed last.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>Its name, or its id if it has no name.</summary>
    public override string ToString() => Name ?? Id ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Token exchange profiles: <see href="https://auth0.com/docs/api/management/v2/token-exchange-profiles"/>.</summary>
    public static Auth0Resource<Auth0TokenExchangeProfile> TokenExchangeProfiles { get; } =
        new(
            "token-exchange-profiles",
            "token_exchange_profiles",
            Auth0JsonContext.Default.Auth0TokenExchangeProfile,
            Auth0Paging.Checkpoint
        );
}
