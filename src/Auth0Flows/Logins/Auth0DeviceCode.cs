using System.Text;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Errors;
using Auth0Flows.Http;
using Auth0Flows.Json;
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
        using var json = JsonAnswer.ParseObject(answer);
        var root = json.RootElement;
        var address = ReadAddress(root, "verification_uri", answer);
        return new Auth0DeviceCode(
            Require(root, "device_code", answer).ToSecret(),
            ServerText.Clean(Require(root, "user_code", answer)),
            address
        )
        {
            VerificationUriComplete = root.TryFind("verification_uri_complete", out _)
                ? ReadAddress(root, "verification_uri_complete", answer)
                : address,
            ExpiresAt = context.Now + ReadSeconds(root, "expires_in", answer, null),
            Interval = ReadSeconds(root, "interval", answer, 5), // RFC 8628 §3.2: default 5
            Owner = (context.Domain, context.ClientId),
            Audience = audience,
            Scope = scope.ToArray(),
            AuthorizationDetails = details,
        };
    }

    private static string Require(JsonElement json, string name, HttpExchange answer) =>
        AuthenticationApi.Text(json, name) ?? throw Malformed(answer, name);

    // The user sees and opens this URL, so only a web address is allowed, without anything that a terminal would obey or that looks like
    // another text. Views show it as Uri.ToString() writes it, where percent-encoded characters are decoded.
    private static Uri ReadAddress(JsonElement json, string name, HttpExchange answer)
    {
        var text = Require(json, name, answer);
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
            : throw Malformed(answer, name);
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

    private static TimeSpan ReadSeconds(JsonElement json, string name, HttpExchange answer, double? otherwise)
    {
        if (!json.TryFind(name, out var value))
        {
            return TimeSpan.FromSeconds(otherwise ?? throw Malformed(answer, name));
        }

        return Seconds.Read(value) is > 0 and < 86_400 and var seconds ? TimeSpan.FromSeconds(seconds) : throw Malformed(answer, name);
    }

    private static Auth0ResponseException Malformed(HttpExchange answer, string name) =>
        new(Auth0ErrorCode.InvalidJson, $"{answer.Request} returned no usable {name}.")
        {
            Request = answer.Request,
            StatusCode = answer.StatusCode,
        };
}
