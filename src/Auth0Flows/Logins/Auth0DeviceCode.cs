using System.Text;
using Auth0Flows.Basics;
using Auth0Flows.Errors;
using Auth0Flows.Http;
using Auth0Flows.Logins;
using Auth0Flows.Sessions;
using Auth0Flows.Tokens;

namespace Auth0Flows;

/// <summary>
/// A device login that has been started (RFC 8628 §3.2), with the values to show to the user. The device code itself stays internal.
/// </summary>
public sealed class Auth0DeviceCode
{
    private Auth0DeviceCode(Auth0Secret code, string userCode, Uri verificationUri) =>
        (Code, UserCode, VerificationUri) = (code, userCode, verificationUri);

    /// <summary>The code that the user enters: <c>QTZL-MCBW</c>.</summary>
    public string UserCode { get; }

    /// <summary>The URL where the user enters the code.</summary>
    public Uri VerificationUri { get; }

    /// <summary>The URL that includes the code, for a QR code or a click.</summary>
    public Uri VerificationUriComplete { get; private init; } = null!;

    /// <summary>When the code expires.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>The polling interval; five seconds if the server doesn't specify it.</summary>
    public TimeSpan Interval { get; private init; }

    /// <summary>The API that the login is for.</summary>
    public string? Audience { get; private init; }

    /// <summary>The requested scopes.</summary>
    public string[] Scope { get; private init; } = [];

    /// <summary>What exactly was requested (RFC 9396), if anything was.</summary>
    public Auth0AuthorizationDetails? AuthorizationDetails { get; internal init; }

    internal Auth0Secret Code { get; }

    /// <summary>The client of the login: the device code must not be sent for any other.</summary>
    internal (Auth0Domain Domain, string ClientId) Owner { get; private init; }

    /// <summary>The values that the user needs.</summary>
    public override string ToString() => $"{UserCode} at {VerificationUri.AbsoluteUri}";

    internal static Auth0DeviceCode Read(
        HttpExchange answer,
        SessionContext context,
        string? audience,
        ScopeSet scope,
        Auth0AuthorizationDetails? details = null
    )
    {
        using var started = new StartedLogin(answer);
        var address = ReadAddress(started, "verification_uri");
        return new Auth0DeviceCode(started.Require("device_code").ToSecret(), ServerText.Clean(started.Require("user_code")), address)
        {
            VerificationUriComplete = started.Has("verification_uri_complete")
                ? ReadAddress(started, "verification_uri_complete")
                : address,
            ExpiresAt = context.Now + started.ReadSeconds("expires_in"),
            Interval = started.ReadInterval(), // RFC 8628 §3.2: default 5
            Owner = (context.Domain, context.ClientId),
            Audience = audience,
            Scope = scope.ToArray(),
            AuthorizationDetails = details,
        };
    }

    // The user sees and opens this URL, so only a web address is allowed, without anything that a terminal would obey or that looks like
    // another text. Views show it as Uri.ToString() writes it, where percent-encoded characters are decoded.
    private static Uri ReadAddress(StartedLogin started, string name)
    {
        var text = started.Require(name);
        return
            Address.TryRead(text, out var address)
            && address.UserInfo.Length == 0
            && !address.GetComponents(UriComponents.UserInfo | UriComponents.Host, UriFormat.UriEscaped).Contains('@')
            && !text.Contains('\\')
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && TryUnmask(address, out var plain)
            && ServerText.OneLine(plain.ToString()) == plain.ToString()
            && !plain.ToString().Any(char.IsWhiteSpace)
            ? plain
            : throw started.Malformed(name);
    }

    // A host with letters of another script, which look like others, is shown as it is in the DNS: xn--…
    private static bool TryUnmask(Uri address, out Uri plain)
    {
        plain = address;
        if (address.HostNameType is not (UriHostNameType.Dns or UriHostNameType.Basic) || Ascii.IsValid(address.Host))
        {
            return true;
        }

        if (!DomainName.TryToAscii(address.Host, out var host, out _))
        {
            return false;
        }

        plain = new UriBuilder(address) { Host = host }.Uri;
        return Ascii.IsValid(plain.Host);
    }
}
