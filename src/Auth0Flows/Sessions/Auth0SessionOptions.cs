using System.Security.Cryptography.X509Certificates;
using Auth0Flows.Basics;
using Auth0Flows.Http;
using Auth0Flows.Sessions;

namespace Auth0Flows;

/// <summary>The options of a session.</summary>
public sealed record Auth0SessionOptions
{
    private static readonly string[] _off = ["false", "0", "no", "off"];

    /// <summary>The tenant.</summary>
    public required Auth0Domain Domain { get; init; }

    /// <summary>The application; the session owns it and wipes it when it is closed.</summary>
    public required Auth0ClientAuthentication Client { get; init; }

    /// <summary>The session's name. Default: the domain.</summary>
    public string? Name { get; init; }

    /// <summary>The name of the profile that the session was made from, if it was.</summary>
    public string? Profile { get; init; }

    /// <summary>The API that tokens are requested for by default.</summary>
    public string? Audience { get; init; }

    /// <summary>The scopes that users sign in with by default.</summary>
    public IReadOnlyList<string>? Scope { get; init; }

    /// <summary>The organization that tokens are requested for by default: its id or name.</summary>
    public string? Organization { get; init; }

    /// <summary>
    /// The Management API's audience: <c>https://{domain}/api/v2/</c> with the tenant's canonical domain. Required if <see cref="Domain"/>
    /// is a custom domain.
    /// </summary>
    public string? ManagementAudience { get; init; }

    /// <summary>The maximum number of retries. Default: 3; 0 for none.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>
    /// The maximum delay between two attempts; if a server requests a longer one, the call fails and reports it. Default: 60 s.
    /// </summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The timeout of one attempt, headers and body. Default: 100 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// The workload's identity token, which is exchanged for the application's own tokens; null for tokens by its credentials.
    /// </summary>
    public Auth0FederatedToken? FederatedToken { get; init; }

    /// <summary>An access token that was obtained elsewhere, which the session uses for its API until it expires.</summary>
    public Auth0Secret? AccessToken { get; init; }

    /// <summary>Where its tokens outlive the process, encrypted; the session owns it. Null for nowhere.</summary>
    public Auth0TokenStore? TokenStore { get; init; }

    /// <summary>
    /// The key that encrypts stored tokens, 16 characters or more. Default: what the application authenticates with. Without either, only
    /// a keyring can store tokens.
    /// </summary>
    public Auth0Secret? CacheKey { get; init; }

    /// <summary>
    /// Whether its tokens are bound to a key of the session (DPoP, RFC 9449): only who has the key can use them. The key is created when it
    /// is first needed, and wiped when the session is closed; sessions of one client in a process share it. With <see cref="TokenStore"/>,
    /// it is stored with the tokens.
    /// </summary>
    public bool DPoP { get; init; }

    /// <summary>
    /// The server certificate of a local tenant in this process. Connections with a client certificate trust it, beside those that the
    /// system trusts, on loopback and nowhere else. Null, the default: the system decides alone.
    /// </summary>
    public X509Certificate2? LocalTenantCertificate { get; init; }

    /// <summary>The clock. A session with another clock than the system's doesn't share its tokens.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The version of the host, for Auth0's telemetry header: <c>7.6.1</c> of PowerShell.</summary>
    public string? HostVersion { get; init; }

    /// <summary>The options of a session with an access token that was obtained elsewhere, for example with the dashboard.</summary>
    /// <param name="accessToken">The token, a JWT.</param>
    /// <param name="domain">The tenant. Default: the token's issuer.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// The token is not a JWT (<see cref="Auth0ErrorCode.InvalidJwt"/>), it has expired (<see cref="Auth0ErrorCode.TokenExpired"/>), or no
    /// tenant is its issuer (<see cref="Auth0ErrorCode.MissingParameter"/>).
    /// </exception>
    public static Auth0SessionOptions FromAccessToken(Auth0Secret accessToken, Auth0Domain? domain = null)
    {
        ArgumentNullException.ThrowIfNull(accessToken);
        return GivenToken.OptionsOf(accessToken, domain);
    }

    /// <summary>The scopes of a text such as <c>AUTH0_SCOPE</c>, with spaces or commas between them; null for none.</summary>
    public static IReadOnlyList<string>? ScopesOf(string? text) =>
        text?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } scopes ? scopes : null;

    /// <summary>
    /// Whether a text such as <c>AUTH0_DPOP</c> turns something on. A text that isn't understood does: it was meant to protect something.
    /// </summary>
    /// <param name="text">The text: <c>true</c>, <c>1</c>; off is nothing, <c>false</c>, <c>0</c>, <c>no</c>, <c>off</c>.</param>
    public static bool IsOn(string? text) =>
        text?.Trim() is { Length: > 0 } value && !Array.Exists(_off, off => off.Equals(value, StringComparison.OrdinalIgnoreCase));

    internal SendOptions Sending => new(MaximumRetryCount, MaximumRetryDelay, Timeout, TimeProvider, HostVersion);

    /// <summary>
    /// The options in environment variables: <c>AUTH0_API_TOKEN</c>, an access token; otherwise <c>AUTH0_DOMAIN</c>, <c>AUTH0_CLIENT_ID</c>
    /// and, in this order, <c>AUTH0_CLIENT_CERTIFICATE_PATH</c> (with <c>AUTH0_CLIENT_CERTIFICATE_PASSPHRASE</c>) or
    /// <c>AUTH0_CLIENT_CERTIFICATE_THUMBPRINT</c> (both with <c>AUTH0_CLIENT_AUTHENTICATION_METHOD</c>: <c>private_key_jwt</c>, the
    /// default, <c>tls_client_auth</c> or <c>self_signed_tls_client_auth</c>), <c>AUTH0_PRIVATE_KEY_PATH</c> or <c>AUTH0_PRIVATE_KEY</c>
    /// (the key itself; also under the name that Auth0's Terraform provider has for it, <c>AUTH0_CLIENT_ASSERTION_PRIVATE_KEY</c>; with
    /// <c>AUTH0_PRIVATE_KEY_PASSPHRASE</c>), or <c>AUTH0_CLIENT_SECRET</c>; and <c>AUTH0_AUDIENCE</c>, <c>AUTH0_ORGANIZATION</c>,
    /// <c>AUTH0_SCOPE</c>, <c>AUTH0_DPOP</c> (see <see cref="IsOn"/>); and for a workload's identity token
    /// <c>AUTH0_FEDERATED_TOKEN</c> (its source) or <c>AUTH0_FEDERATED_TOKEN_FILE</c>, <c>AUTH0_FEDERATED_TOKEN_TYPE</c>,
    /// <c>AUTH0_FEDERATED_TOKEN_AUDIENCE</c>. Null if neither a token nor a domain and a client id are specified.
    /// </summary>
    /// <param name="read">Reads a variable: <see cref="Environment.GetEnvironmentVariable(string)"/>.</param>
    /// <param name="hostVersion">See <see cref="HostVersion"/>.</param>
    /// <exception cref="Auth0ConfigurationException">The domain is invalid, or the key can't be used.</exception>
    public static Auth0SessionOptions? FromEnvironment(Func<string, string?> read, string? hostVersion = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        string? Read(string name) => read(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

        if (Read("AUTH0_API_TOKEN") is { } accessToken)
        {
            return FromAccessToken(
                Auth0Secret.FromPlainText(accessToken.Trim()),
                Read("AUTH0_DOMAIN") is { } tenant ? Auth0Domain.Parse(tenant) : null
            ) with
            {
                HostVersion = hostVersion,
            };
        }

        if (Read("AUTH0_DOMAIN") is not { } domain || Read("AUTH0_CLIENT_ID") is not { } clientId)
        {
            return null;
        }

        using var secret = Read("AUTH0_CLIENT_SECRET")?.ToSecret().ToSecureString();
        using var certificatePassphrase = Read("AUTH0_CLIENT_CERTIFICATE_PASSPHRASE")?.ToSecret().ToSecureString();
        using var passphrase = Read("AUTH0_PRIVATE_KEY_PASSPHRASE")?.ToSecret().ToSecureString();
        return new Auth0SessionOptions
        {
            Domain = Auth0Domain.Parse(domain),
            Client =
                Read("AUTH0_CLIENT_CERTIFICATE_PATH") is { } path
                    ? Auth0ClientAuthentication.CertificateFile(clientId, path, certificatePassphrase, CertificateMethod(Read))
                : Read("AUTH0_CLIENT_CERTIFICATE_THUMBPRINT") is { } thumbprint
                    ? Auth0ClientAuthentication.CertificateStore(clientId, thumbprint, CertificateMethod(Read))
                : CertificateMethodOf(Read) is not null
                    ? throw new Auth0ConfigurationException(
                        Auth0ErrorCode.MissingParameter,
                        "AUTH0_CLIENT_AUTHENTICATION_METHOD asks for a certificate, but neither AUTH0_CLIENT_CERTIFICATE_PATH nor AUTH0_CLIENT_CERTIFICATE_THUMBPRINT names one."
                    )
                : Read("AUTH0_PRIVATE_KEY_PATH") is { } keyPath ? Auth0ClientAuthentication.PrivateKeyFile(clientId, keyPath, passphrase)
                : (Read("AUTH0_PRIVATE_KEY") ?? Read("AUTH0_CLIENT_ASSERTION_PRIVATE_KEY")) is { } key
                    ? Auth0ClientAuthentication.PrivateKeyText(clientId, key, passphrase)
                : secret is null ? Auth0ClientAuthentication.None(clientId)
                : Auth0ClientAuthentication.SecretPost(clientId, secret),
            Audience = Read("AUTH0_AUDIENCE"),
            Organization = Read("AUTH0_ORGANIZATION"),
            Scope = ScopesOf(Read("AUTH0_SCOPE")),
            DPoP = IsOn(Read("AUTH0_DPOP")),
            FederatedToken = FederatedTokenOf(Read)?.With(read),
            HostVersion = hostVersion,
        };
    }

    // The methods that present a certificate; null for any other.
    private static Auth0ClientAuthenticationMethod? CertificateMethodOf(Func<string, string?> read) =>
        read("AUTH0_CLIENT_AUTHENTICATION_METHOD")?.Trim().ToLowerInvariant() switch
        {
            "tls_client_auth" => Auth0ClientAuthenticationMethod.TlsClientAuth,
            "self_signed_tls_client_auth" => Auth0ClientAuthenticationMethod.SelfSignedTlsClientAuth,
            _ => null,
        };

    private static Auth0ClientAuthenticationMethod CertificateMethod(Func<string, string?> read) =>
        CertificateMethodOf(read)
        ?? read("AUTH0_CLIENT_AUTHENTICATION_METHOD")?.Trim().ToLowerInvariant() switch
        {
            null or "private_key_jwt" => Auth0ClientAuthenticationMethod.PrivateKeyJwt,
            _ => throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                "With a certificate, AUTH0_CLIENT_AUTHENTICATION_METHOD must be private_key_jwt, tls_client_auth or self_signed_tls_client_auth."
            ),
        };

    private static Auth0FederatedToken? FederatedTokenOf(Func<string, string?> read)
    {
        var (source, file) = (read("AUTH0_FEDERATED_TOKEN"), read("AUTH0_FEDERATED_TOKEN_FILE"));
        if (source is null && file is null)
        {
            return null;
        }

        var type =
            read("AUTH0_FEDERATED_TOKEN_TYPE")
            ?? throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "The identity token of a workload needs AUTH0_FEDERATED_TOKEN_TYPE: the subject token type of the tenant's token exchange profile."
            );
        var audience = read("AUTH0_FEDERATED_TOKEN_AUDIENCE");
        return source is null
            ? Auth0FederatedToken.FromFile(file!.Trim(), type, audience)
            : Auth0FederatedToken.Parse(source, type, audience);
    }
}
