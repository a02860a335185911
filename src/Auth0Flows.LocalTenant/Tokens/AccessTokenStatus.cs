namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>What a look at an access token came to.</summary>
internal enum AccessTokenStatus
{
    Invalid,
    Expired,
    Valid,
}
