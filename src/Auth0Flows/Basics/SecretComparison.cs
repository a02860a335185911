using System.Security.Cryptography;

namespace Auth0Flows.Basics;

/// <summary>Compares secrets in constant time.</summary>
internal static class SecretComparison
{
    public static bool AreEqual(Auth0Secret one, Auth0Secret other)
    {
        var (left, right) = (one.ToUtf8(), other.ToUtf8());
        var areEqual = CryptographicOperations.FixedTimeEquals(left, right);
        Array.Clear(left);
        Array.Clear(right);
        return areEqual;
    }
}
