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
/// A device login that has been started (RFC 8628 §3.2), with what to show the user. The device code itself stays internal.
/// </summary>
public sealed class Auth0DeviceCode
{
    private Auth0DeviceCode(Auth0Secret code, string userCode, Uri verificationUri) =>
        (Code, UserCode, VerificationUri) = (code, userCode, verificationUri);

    /// <summary>What the user types: <c>QTZL-MCBW</c>.</summary>
    public string UserCode { get; }

    /// <summary>Where the user types it.</summary>
    public Uri VerificationUri { get; }

    /// <summary>The same with the code in it, for a QR code or a click.</summary>
    public Uri VerificationUriComplete { get; private init; } = null!;

    /// <summary>Until when the user must have answered.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>How long to wait between two questions whether they have; five seconds where the server doesn't say.</summary>
    public TimeSpan Interval { get; private init; }

    /// <summary>The API that the login is for.</summary>
    public string? Audience { get; private init; }

    /// <summary>The scopes that the login asks for.</summary>
    public string[] Scope { get; private init; } = [];

    internal Auth0Secret Code { get; }

    /// <summary>The client that it belongs to: the device code must not be sent to any other.</summary>
    internal (Auth0Domain Domain, string ClientId) Owner { get; private init; }

    /// <summary>What a person needs.</summary>
    public override string ToString() => $"{UserCode} at {VerificationUri}";

    internal static Auth0DeviceCode Read(HttpExchange answer, SessionContext context, string? audience, ScopeSet scope)
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
            Interval = ReadSeconds(root, "interval", answer, 5), // RFC 8628 §3.2: 5 where it is missing
            Owner = (context.Domain, context.ClientId),
            Audience = audience,
            Scope = scope.ToArray(),
        };
    }

    private static string Require(JsonElement json, string name, HttpExchange answer) =>
        AuthenticationApi.Text(json, name) ?? throw Malformed(answer, name);

    // It is shown to a person and opened in a browser: nothing else than a web page may stand there.
    private static Uri ReadAddress(JsonElement json, string name, HttpExchange answer) =>
        Address.TryRead(Require(json, name, answer), out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw Malformed(answer, name);

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
