using System.Globalization;
using System.Security;
using Auth0Flows.Basics;

namespace Auth0Flows.Storage;

/// <summary>The address of a Redis server: <c>redis://host:6379/0</c>, or <c>rediss://user:password@host:6380</c> with TLS.</summary>
internal sealed record RedisAddress(string Host, int Port, bool HasTls, string? User, Auth0Secret? Password, int Database)
{
    private const int DefaultPort = 6379;

    /// <summary>The address without the password.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(HasTls ? "rediss" : "redis")}://{(User is null ? "" : Uri.EscapeDataString(User) + "@")}{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}{(Database == 0 ? "" : $"/{Database}")}"
        );

    /// <summary>Reads an address; null if the text is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="password">The password, unless the text has one.</param>
    public static RedisAddress? TryParse(string text, SecureString? password)
    {
        if (
            !(
                text.StartsWith("redis://", StringComparison.OrdinalIgnoreCase)
                || text.StartsWith("rediss://", StringComparison.OrdinalIgnoreCase)
            )
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || Uri.CheckHostName(uri.Host) is UriHostNameType.Unknown or UriHostNameType.Basic
            || uri.Host is "."
            || uri.Query.Length > 0
            || uri.Fragment.Length > 0
        )
        {
            return null;
        }

        var path = uri.AbsolutePath.Trim('/');
        var database = 0;
        if (path.Length > 0 && !int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out database))
        {
            return null;
        }

        var (user, inText) = uri.UserInfo.Split(':', 2) is [var name, var secret] ? (name, secret) : (uri.UserInfo, "");
        return new RedisAddress(
            uri.Host.Trim('[', ']'),
            uri.Port > 0 ? uri.Port : DefaultPort,
            uri.Scheme == "rediss",
            user.Length == 0 ? null : Uri.UnescapeDataString(user),
            inText.Length > 0 ? Uri.UnescapeDataString(inText).ToSecret()
                : password is { Length: > 0 } ? Auth0Secret.FromSecureString(password)
                : null,
            database
        );
    }
}
