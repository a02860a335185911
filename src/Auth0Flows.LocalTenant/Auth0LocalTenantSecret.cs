using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security;

namespace Auth0Flows.LocalTenant;

/// <summary>
/// A secret of the tenant. It isn't exposed as a property, so serialisers can't write it, and its text is masked, so that it doesn't appear
/// in the transcript of a CI log. PowerShell converts it to a <see cref="SecureString"/> for parameters of that type.
/// </summary>
public sealed class Auth0LocalTenantSecret
{
    internal const string Mask = "********";

    private readonly string _text;

    internal Auth0LocalTenantSecret(string text) => _text = text;

    /// <summary>Creates a secret from a <see cref="SecureString"/>.</summary>
    /// <param name="secret">The secret; it is copied.</param>
    public static Auth0LocalTenantSecret FromSecureString(SecureString secret) => new(new NetworkCredential("", secret).Password);

    /// <summary>A copy of the secret, which the caller must dispose.</summary>
    public SecureString ToSecureString() => new NetworkCredential("", _text).SecurePassword;

    /// <inheritdoc cref="ToSecureString"/>
    [return: NotNullIfNotNull(nameof(secret))]
    public static implicit operator SecureString?(Auth0LocalTenantSecret? secret) => secret?.ToSecureString();

    /// <inheritdoc cref="FromSecureString"/>
    [return: NotNullIfNotNull(nameof(secret))]
    public static implicit operator Auth0LocalTenantSecret?(SecureString? secret) => secret is null ? null : FromSecureString(secret);

    /// <summary>A mask, regardless of the secret.</summary>
    public override string ToString() => Mask;

    internal string Reveal() => _text;
}
