namespace Auth0Flows.PowerShell;

/// <summary>
/// The session that <c>AUTH0_DOMAIN</c>, <c>AUTH0_CLIENT_ID</c> and related variables specify, as long as they don't change.
/// </summary>
internal sealed class EnvironmentSession
{
    private static readonly string[] _names =
    [
        "AUTH0_DOMAIN",
        "AUTH0_CLIENT_ID",
        "AUTH0_CLIENT_SECRET",
        "AUTH0_PRIVATE_KEY_PATH",
        "AUTH0_PRIVATE_KEY_PASSPHRASE",
        "AUTH0_AUDIENCE",
        "AUTH0_ORGANIZATION",
    ];

    private readonly string?[] _values = Read();

    private EnvironmentSession(Auth0Session session) => Session = session;

    public Auth0Session Session { get; }

    public static EnvironmentSession? Create() =>
        Auth0SessionOptions.FromEnvironment(Environment.GetEnvironmentVariable, HostVersion.Value) is { } options
            ? new EnvironmentSession(new Auth0Session(options))
            : null;

    public bool IsCurrent() => Read().AsSpan().SequenceEqual(_values);

    private static string?[] Read() => Array.ConvertAll(_names, Environment.GetEnvironmentVariable);
}
