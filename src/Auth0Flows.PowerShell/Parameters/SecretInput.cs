using System.Management.Automation;
using System.Security;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.PowerShell;

/// <summary>Reads a user's input for a secret.</summary>
internal static class SecretInput
{
    /// <summary>The input as a secret; null if it is not one.</summary>
    public static SecureString? AsSecret(this object? input) =>
        (input is PSObject wrapped ? wrapped.BaseObject : input) switch
        {
            SecureString secret => secret,
            Auth0Secret secret => secret.ToSecureString(),
            Auth0LocalTenantSecret secret => secret.ToSecureString(),
            _ => null,
        };
}
