using System.Management.Automation;
using System.Security;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.PowerShell;

/// <summary>What users give for a secret.</summary>
internal static class SecretInput
{
    /// <summary>The secret, where it is given as one; null for anything else.</summary>
    public static SecureString? AsSecret(this object? input) =>
        (input is PSObject wrapped ? wrapped.BaseObject : input) switch
        {
            SecureString secret => secret,
            Auth0Secret secret => secret.ToSecureString(),
            Auth0LocalTenantSecret secret => secret.ToSecureString(),
            _ => null,
        };
}
