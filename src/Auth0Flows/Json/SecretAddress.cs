using Auth0Flows.Basics;

namespace Auth0Flows.Json;

/// <summary>Finds addresses that contain a secret: a password, or a parameter whose name indicates one.</summary>
internal static class SecretAddress
{
    /// <summary>Whether a text is one.</summary>
    public static bool IsOne(string text) =>
        (text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && Address.TryRead(text, out var address)
        && (
            address.UserInfo.Contains(':', StringComparison.Ordinal)
            || address.Query.TrimStart('?').Split('&').Any(static pair => pair.Split('=', 2) is [var name, { Length: > 0 }] && IsName(name))
        );

    private static bool IsName(string name) => SecretNames.Contains(Uri.UnescapeDataString(name));
}
