using System.Diagnostics.CodeAnalysis;
using Auth0Flows.Basics;
using Auth0Flows.Errors;

namespace Auth0Flows;

/// <summary>A tenant's domain: <c>acme.eu.auth0.com</c>, a custom domain, or a local tenant on loopback, and the URLs under it.</summary>
/// <remarks>Always https, except on loopback (RFC 8252 §8.3 allows plain http there, because it never leaves the machine).</remarks>
public sealed class Auth0Domain : IEquatable<Auth0Domain>
{
    private const string Expected =
        "Expected a tenant's domain such as acme.eu.auth0.com, a custom domain such as login.acme.com, "
        + "or a local tenant such as http://127.0.0.1:8080.";

    // Auth0's own sites, whose address a user may copy from the browser; no tenant has such a name.
    private static readonly string[] _dashboards = ["manage.auth0.com", "auth0.com", "www.auth0.com"];

    private Auth0Domain(Uri baseAddress) => BaseAddress = baseAddress;

    /// <summary>The tenant's root URL, with the slash: <c>https://acme.eu.auth0.com/</c>. Also the <c>iss</c> of its tokens.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The issuer of this tenant's tokens: <c>https://acme.eu.auth0.com/</c>, with the slash.</summary>
    public string Issuer => BaseAddress.AbsoluteUri;

    /// <summary>The host name, without scheme and port.</summary>
    public string Host => BaseAddress.IdnHost;

    /// <summary>The token endpoint (RFC 6749 §3.2).</summary>
    public Uri TokenEndpoint => new(BaseAddress, "oauth/token");

    /// <summary>The root URL of the Management API v2, with the slash.</summary>
    public Uri ManagementApi => new(BaseAddress, "api/v2/");

    /// <summary>Parses a domain.</summary>
    /// <param name="text">A host name, or an https URL without path and query; http only on loopback.</param>
    /// <exception cref="Auth0ConfigurationException">The text is not a domain (<see cref="Auth0ErrorCode.InvalidDomain"/>).</exception>
    public static Auth0Domain Parse(string? text) =>
        TryParse(text, out var domain, out var reason)
            ? domain
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidDomain,
                $"'{Shown(text)}' is not a tenant's domain: {reason} {Expected}"
            );

    /// <summary>Parses a domain without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Auth0Domain? domain) => TryParse(text, out domain, out _);

    private static bool TryParse(string? text, [NotNullWhen(true)] out Auth0Domain? domain, out string reason)
    {
        domain = null;
        reason = Refusal(text?.Trim() ?? "", out var address);
        if (reason.Length > 0)
        {
            return false;
        }

        domain = new Auth0Domain(address!);
        return true;
    }

    private static string Refusal(string text, out Uri? address)
    {
        address = null;
        if (text.Length == 0)
        {
            return "it is empty.";
        }

        if (Credentials.IsPerhapsToken(text))
        {
            return "it looks like a token or a key.";
        }

        if (DomainName.Refusal(text) is { } character)
        {
            return $"{character}.";
        }

        var hasScheme = text.Contains("://", StringComparison.Ordinal);
        // A percent-encoded host would differ from what it looks like; a zone (fe80::1%eth0) is only valid on this machine.
        if (
            text.AsSpan().ContainsAny('\\', '%')
            || !Address.TryRead(hasScheme ? text : "https://" + text, out var uri)
            || uri.Host.Length == 0
        )
        {
            return "it is not an address.";
        }

        if (uri.UserInfo.Length > 0 || text.Contains('@'))
        {
            return "it contains a user name.";
        }

        var host = uri.DnsSafeHost;
        if (uri.HostNameType is UriHostNameType.Dns or UriHostNameType.Basic)
        {
            if (!DomainName.TryToAscii(host, out var ascii, out var reason))
            {
                return $"{reason}.";
            }

            host = ascii;
        }

        if (_dashboards.Contains(host))
        {
            return "it is Auth0's dashboard, which shows the domain of the tenant under Applications, the application, Settings, Domain.";
        }

        if (uri.AbsolutePath != "/" || uri.Query.Length > 0 || uri.Fragment.Length > 0 || text.AsSpan().ContainsAny('?', '#'))
        {
            return "it must not have a path, query or fragment.";
        }

        var isLoopback = host is "localhost" or "127.0.0.1" or "::1";
        if (uri.Scheme == Uri.UriSchemeHttp && !isLoopback)
        {
            return "http is allowed only on loopback, because it does not encrypt tokens.";
        }

        if (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
        {
            return $"its scheme is '{uri.Scheme}'.";
        }

        if (!isLoopback && !host.Contains('.') && uri.HostNameType != UriHostNameType.IPv6)
        {
            return "the part after the tenant's name is missing.";
        }

        var read = new UriBuilder(uri.Scheme, host, uri.Port).Uri;
        // 8080, 0x7f.1 and 017700000001 are addresses to a machine, but not to a person; so is 0.0, the rest of 0.0. at this point.
        if (read.HostNameType == UriHostNameType.IPv4 && !text.Contains(read.Host, StringComparison.Ordinal))
        {
            return $"it would be read as {read.Host}, which is not what it says.";
        }

        address = read;
        return "";
    }

    // The input may contain a password before the '@', which an error must not repeat, or characters that change how the error looks.
    private static string Shown(string? text)
    {
        var at = text?.LastIndexOf('@') ?? -1;
        return ServerText.Clean(at < 0 ? text ?? "" : "…" + text![at..]);
    }

    /// <inheritdoc/>
    public bool Equals(Auth0Domain? other) => other is not null && BaseAddress == other.BaseAddress;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Auth0Domain);

    /// <inheritdoc/>
    public override int GetHashCode() => BaseAddress.GetHashCode();

    /// <summary>As a user types it: <c>acme.eu.auth0.com</c>, or <c>http://127.0.0.1:8080</c> for plain http.</summary>
    public override string ToString() =>
        BaseAddress.Scheme == Uri.UriSchemeHttps ? BaseAddress.Authority : BaseAddress.GetLeftPart(UriPartial.Authority);
}
