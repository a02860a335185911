using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.LocalTenant;

/// <summary>Compares secrets in constant time, so that timing doesn't reveal how much of a secret is correct.</summary>
internal static class ConstantTime
{
    public static bool AreEqual([NotNullWhen(true)] string? sent, [NotNullWhen(true)] string? right) =>
        sent is not null
        && right is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(right));
}
