using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security;

namespace Auth0Flows.LocalTenant;

/// <summary>
/// A secret of the tenant's: it is no property that a serialiser could write, and its text is a mask, so that a transcript in a CI log
/// doesn't show it. PowerShell converts it to a <see cref="SecureString"/> wherever a parameter takes one.
/// </summary>
public sealed class Auth0LocalTenantSecret
{
    internal const string Mask = "********";

    private readonly string _text;

    internal Auth0LocalTenantSecret(string text) => _text = text;

    /// <summary>The secret of a <see cref="SecureString"/>.</summary>
    /// <param name="secret">The secret; it is copied.</param>
    public static Auth0LocalTenantSecret FromSecureString(SecureString secret) => new(new NetworkCredential("", secret).Password);

    /// <summary>A copy of it, which the caller disposes.</summary>
    public SecureString ToSecureString() => new NetworkCredential("", _text).SecurePassword;

    /// <inheritdoc cref="ToSecureString"/>
    [return: NotNullIfNotNull(nameof(secret))]
    public static implicit operator SecureString?(Auth0LocalTenantSecret? secret) => secret?.ToSecureString();

    /// <inheritdoc cref="FromSecureString"/>
    [return: NotNullIfNotNull(nameof(secret))]
    public static implicit operator Auth0LocalTenantSecret?(SecureString? secret) => secret is null ? null : FromSecureString(secret);

    /// <summary>A mask, whatever the secret is.</summary>
    public override string ToString() => Mask;

    internal string Reveal() => _text;
}
