using Auth0Flows.Basics;
using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>What a session is made of.</summary>
public sealed record Auth0SessionOptions
{
    /// <summary>The tenant.</summary>
    public required Auth0Domain Domain { get; init; }

    /// <summary>The application; the session owns it from here on and wipes it when it is closed.</summary>
    public required Auth0ClientAuthentication Client { get; init; }

    /// <summary>What the session is called; the domain by default.</summary>
    public string? Name { get; init; }

    /// <summary>The name of the profile that the session was made from, if it was.</summary>
    public string? Profile { get; init; }

    /// <summary>The API that is meant where a call names none.</summary>
    public string? Audience { get; init; }

    /// <summary>The organization that is meant where a call names none: its id or name.</summary>
    public string? Organization { get; init; }

    /// <summary>
    /// The Management API's audience: <c>https://{domain}/api/v2/</c> of the tenant's canonical domain. To be named where <see
    /// cref="Domain"/> is a custom one.
    /// </summary>
    public string? ManagementAudience { get; init; }

    /// <summary>How often a request is sent again at most. 3 by default; 0 for never.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>
    /// The longest wait between two tries that is still waited; where a server asks for more, the call fails and says how long. 60 s by
    /// default.
    /// </summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one try may take, headers and body. 100 s by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The clock. A session with another clock than the system's keeps its tokens to itself.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The version of the host, for Auth0's telemetry header: <c>7.6.1</c> of PowerShell.</summary>
    public string? HostVersion { get; init; }

    internal SendOptions Sending => new(MaximumRetryCount, MaximumRetryDelay, Timeout, TimeProvider, HostVersion);

    /// <summary>
    /// The options that the environment holds: <c>AUTH0_DOMAIN</c>, <c>AUTH0_CLIENT_ID</c>, <c>AUTH0_CLIENT_SECRET</c>
    /// or <c>AUTH0_PRIVATE_KEY_PATH</c> (with <c>AUTH0_PRIVATE_KEY_PASSPHRASE</c>), which goes first, <c>AUTH0_AUDIENCE</c>,
    /// <c>AUTH0_ORGANIZATION</c>. Null if the first two are not there.
    /// </summary>
    /// <param name="read">Reads a variable: <see cref="Environment.GetEnvironmentVariable(string)"/>.</param>
    /// <param name="hostVersion">See <see cref="HostVersion"/>.</param>
    /// <exception cref="Auth0ConfigurationException">The domain is none, or the key can't be used.</exception>
    public static Auth0SessionOptions? FromEnvironment(Func<string, string?> read, string? hostVersion = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        string? Read(string name) => read(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

        if (Read("AUTH0_DOMAIN") is not { } domain || Read("AUTH0_CLIENT_ID") is not { } clientId)
        {
            return null;
        }

        using var secret = Read("AUTH0_CLIENT_SECRET")?.ToSecret().ToSecureString();
        using var passphrase = Read("AUTH0_PRIVATE_KEY_PASSPHRASE")?.ToSecret().ToSecureString();
        return new Auth0SessionOptions
        {
            Domain = Auth0Domain.Parse(domain),
            Client =
                Read("AUTH0_PRIVATE_KEY_PATH") is { } keyPath ? Auth0ClientAuthentication.PrivateKeyFile(clientId, keyPath, passphrase)
                : secret is null ? Auth0ClientAuthentication.None(clientId)
                : Auth0ClientAuthentication.SecretPost(clientId, secret),
            Audience = Read("AUTH0_AUDIENCE"),
            Organization = Read("AUTH0_ORGANIZATION"),
            HostVersion = hostVersion,
        };
    }
}
