using System.Management.Automation;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The credentials of a local tenant's user: PowerShell converts them to a <see cref="PSCredential"/> for parameters of this type. This
/// class isn't a PSCredential, because PowerShell's serializer writes a credential's password on Linux and macOS.
/// </summary>
/// <param name="userName">The user's e-mail address, name or phone number.</param>
/// <param name="password">The user's password.</param>
public sealed class LocalTenantCredential(string userName, Auth0LocalTenantSecret password)
{
    /// <summary>The user's e-mail address, name or phone number.</summary>
    public string UserName { get; } = userName;

    /// <summary>The user's password.</summary>
    public Auth0LocalTenantSecret Password { get; } = password;

    /// <summary>Converts to a credential for a parameter.</summary>
    public PSCredential ToPSCredential() => new(UserName, Password.ToSecureString());

    /// <inheritdoc cref="ToPSCredential"/>
    public static implicit operator PSCredential?(LocalTenantCredential? credential) => credential?.ToPSCredential();

    /// <summary>The user's name.</summary>
    public override string ToString() => UserName;
}
