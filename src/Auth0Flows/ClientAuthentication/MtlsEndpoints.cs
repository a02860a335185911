using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Errors;

namespace Auth0Flows.ClientAuthentication;

/// <summary>
/// The endpoints of a tenant that ask for a client certificate: <c>mtls_endpoint_aliases</c> of the discovery document (RFC 8705 §5). One
/// that has no alias is the usual one.
/// <see href="https://auth0.com/docs/get-started/applications/configure-mtls/configure-mtls-for-a-tenant"/>
/// </summary>
internal sealed class MtlsEndpoints
{
    // The tenant's endpoints that an application authenticates at, or that take its bound tokens, and their names in the document.
    private static readonly (string Path, string Name)[] _names =
    [
        ("oauth/token", "token_endpoint"),
        ("oauth/revoke", "revocation_endpoint"),
        ("oauth/par", "pushed_authorization_request_endpoint"),
        ("oauth/device/code", "device_authorization_endpoint"),
        ("bc-authorize", "backchannel_authentication_endpoint"),
        ("userinfo", "userinfo_endpoint"),
        ("mfa/challenge", "mfa_challenge_endpoint"),
        ("passwordless/start", "passwordless_start_endpoint"),
        ("passkey/challenge", "passkey_challenge_endpoint"),
        ("passkey/register", "passkey_register_endpoint"),
    ];

    private readonly Dictionary<Uri, Uri> _addresses = [];

    private MtlsEndpoints() { }

    /// <summary>Whether a request is to one of these endpoints.</summary>
    public static bool Concern(Uri address, Auth0Domain domain) =>
        Array.Exists(_names, pair => address == new Uri(domain.BaseAddress, pair.Path));

    /// <summary>Where a request to one of the tenant's endpoints goes.</summary>
    public Uri Find(Uri address) => _addresses[address];

    /// <summary>Reads the discovery document.</summary>
    /// <exception cref="Auth0ResponseException">
    /// It offers no authentication with a certificate (<see cref="Auth0ErrorCode.MtlsNotEnabled"/>), or elsewhere than at the tenant
    /// (<see cref="Auth0ErrorCode.InvalidMtlsEndpoint"/>).
    /// </exception>
    public static MtlsEndpoints Read(JsonElement document, Auth0Domain domain, string request)
    {
        var aliases = document.TryFind("mtls_endpoint_aliases", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        if (aliases.ValueKind != JsonValueKind.Object && !OffersCertificates(document))
        {
            throw new Auth0ResponseException(
                Auth0ErrorCode.MtlsNotEnabled,
                $"{domain} does not offer authentication with a certificate: its discovery document has neither mtls_endpoint_aliases nor tls_client_auth."
            )
            {
                Request = request,
            };
        }

        var endpoints = new MtlsEndpoints();
        foreach (var (path, name) in _names)
        {
            var usual = new Uri(domain.BaseAddress, path);
            endpoints._addresses[usual] =
                aliases.ValueKind == JsonValueKind.Object && aliases.TryFind(name, out var alias)
                    ? Checked(alias, name, domain, request)
                    : usual;
        }

        return endpoints;
    }

    // RFC 8705 §5: a tenant that asks for certificates at its usual endpoints needs no aliases.
    private static bool OffersCertificates(JsonElement document) =>
        document.TryFind("token_endpoint_auth_methods_supported", out var methods)
        && methods.ValueKind == JsonValueKind.Array
        && methods
            .EnumerateArray()
            .Any(static method =>
                method.ValueKind == JsonValueKind.String && method.ReadText() is "tls_client_auth" or "self_signed_tls_client_auth"
            );

    // The requests contain codes, passwords and refresh tokens: they leave for no other owner's host, whatever the document says.
    private static Uri Checked(JsonElement alias, string name, Auth0Domain domain, string request) =>
        alias.ValueKind == JsonValueKind.String
        && alias.ReadText() is { } text
        && Address.TryRead(text, out var address)
        && address is { UserInfo: "", Fragment: "" }
        && address.Scheme == Uri.UriSchemeHttps
        && IsOf(domain, address)
            ? address
            : throw new Auth0ResponseException(
                Auth0ErrorCode.InvalidMtlsEndpoint,
                $"The discovery document of {domain} names {Shown(alias)} as the {name} for certificates. Only https addresses at {domain.Host} or below it are used."
            )
            {
                Request = request,
            };

    // Auth0's aliases are at mtls.{custom domain}.
    private static bool IsOf(Auth0Domain domain, Uri address) =>
        domain.BaseAddress.IsLoopback
            ? address.IsLoopback
            : address.IsDefaultPort == domain.BaseAddress.IsDefaultPort
                && (
                    address.IdnHost.Equals(domain.Host, StringComparison.OrdinalIgnoreCase)
                    || (
                        domain.BaseAddress.HostNameType == UriHostNameType.Dns
                        && address.IdnHost.EndsWith("." + domain.Host, StringComparison.OrdinalIgnoreCase)
                    )
                );

    private static string Shown(JsonElement alias) =>
        alias.ValueKind == JsonValueKind.String && Address.TryRead(alias.ReadText(), out var address)
            ? ServerText.Clean(Address.Place(address))
            : "something that is no address";
}
