using System.Net;
using System.Security;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests;

/// <summary>What stands in secrets that the library alone can't open.</summary>
internal static class PlainTexts
{
    public static string Reveal(this SecureString secret) => new NetworkCredential("", secret).Password;

    public static string Reveal(this Auth0LocalTenantSecret secret) => new NetworkCredential("", secret.ToSecureString()).Password;
}
