using System.Net;
using System.Security;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests;

/// <summary>Reads secrets whose plain text the library doesn't expose.</summary>
internal static class PlainTexts
{
    public static string Reveal(this SecureString secret) => new NetworkCredential("", secret).Password;

    public static string Reveal(this Auth0LocalTenantSecret secret) => new NetworkCredential("", secret.ToSecureString()).Password;
}
