using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create and change APIs (resource servers): their common properties.</summary>
public abstract class ResourceServerCmdletBase : PropertyCmdletBase
{
    /// <summary>The algorithm that signs its tokens.</summary>
    [Parameter]
    [ApiName("signing_alg")]
    [ValidateSet("RS256", "PS256", "RS512", "HS256")]
    public string? SigningAlgorithm { get; set; }

    /// <summary>The lifetime of its tokens: up to 30 days.</summary>
    [Parameter]
    [ApiName("token_lifetime")]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? TokenLifetime { get; set; }

    /// <summary>The format of its tokens.</summary>
    [Parameter]
    [ApiName("token_dialect")]
    [ValidateSet("access_token", "access_token_authz", "rfc9068_profile", "rfc9068_profile_authz")]
    public string? TokenDialect { get; set; }

    /// <summary>Lets applications get refresh tokens for it.</summary>
    [Parameter]
    [ApiName("allow_offline_access")]
    public SwitchParameter AllowOfflineAccess { get; set; }

    /// <summary>Gives users only the scopes that their roles have (RBAC).</summary>
    [Parameter]
    [ApiName("enforce_policies")]
    public SwitchParameter EnforcePolicy { get; set; }

    /// <summary>The types of authorization details that it takes (RFC 9396): payment_initiation, …</summary>
    [Parameter]
    [ApiName("authorization_details")]
    [AllowEmptyCollection]
    public string[]? AuthorizationDetailsType { get; set; }

    /// <summary>How it asks for consent: transactional-authorization-with-mfa, or standard.</summary>
    [Parameter]
    [ApiName("consent_policy")]
    [ArgumentCompleter(typeof(ConsentPolicyCompleter))]
    public string? ConsentPolicy { get; set; }

    /// <summary>Asks for no consent in first-party applications.</summary>
    [Parameter]
    [ApiName("skip_consent_for_verifiable_first_party_clients")]
    public SwitchParameter SkipConsent { get; set; }

    /// <summary>
    /// Binds its tokens to the caller's key or certificate: @{ mechanism = 'dpop'; required = $true }, or 'mtls'; $null for bearer tokens.
    /// </summary>
    [Parameter]
    [ApiName("proof_of_possession")]
    public IDictionary? ProofOfPossession { get; set; }

    private protected override object ToItem(string list, object value) =>
        list == "authorization_details" && value is string type ? new OrderedDictionary { ["type"] = type } : base.ToItem(list, value);
}

/// <summary>Completes the consent policies that Auth0 knows.</summary>
internal sealed class ConsentPolicyCompleter()
    : FixedCompleter(new Suggestion("standard"), new Suggestion("transactional-authorization-with-mfa"));
