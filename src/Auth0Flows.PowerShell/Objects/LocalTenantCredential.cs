using System.Management.Automation;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.PowerShell;

/// <summary>
/// What a user of a local tenant signs in with: PowerShell converts it to a <see cref="PSCredential"/> wherever a parameter takes one. It
/// is
/// none itself, since PowerShell's serialiser writes a credential's password on Linux and macOS.
/// </summary>
/// <param name="userName">The user's e-mail address, name or telephone number.</param>
/// <param name="password">The user's password.</param>
public sealed class LocalTenantCredential(string userName, Auth0LocalTenantSecret password)
{
    /// <summary>The user's e-mail address, name or telephone number.</summary>
    public string UserName { get; } = userName;

    /// <summary>The user's password.</summary>
    public Auth0LocalTenantSecret Password { get; } = password;

    /// <summary>The same for a parameter.</summary>
    public PSCredential ToPSCredential() => new(UserName, Password.ToSecureString());

    /// <inheritdoc cref="ToPSCredential"/>
    public static implicit operator PSCredential?(LocalTenantCredential? credential) => credential?.ToPSCredential();

    /// <summary>Whose it is.</summary>
    public override string ToString() => UserName;
}
