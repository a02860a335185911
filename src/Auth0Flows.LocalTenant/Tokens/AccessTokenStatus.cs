namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The result of validating an access token.</summary>
internal enum AccessTokenStatus
{
    Invalid,
    Expired,
    Valid,
}
