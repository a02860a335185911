using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The session that <c>AUTH0_DOMAIN</c>, <c>AUTH0_CLIENT_ID</c> and related variables specify, or the profile that <c>AUTH0_PROFILE</c>
/// specifies, as long as the variables and the profile don't change.
/// </summary>
internal sealed class EnvironmentSession
{
    private static readonly string[] _names =
    [
        "AUTH0_DOMAIN",
        "AUTH0_CLIENT_ID",
        "AUTH0_CLIENT_SECRET",
        "AUTH0_API_TOKEN",
        "AUTH0_PRIVATE_KEY",
        "AUTH0_CLIENT_ASSERTION_PRIVATE_KEY",
        "AUTH0_PRIVATE_KEY_PATH",
        "AUTH0_PRIVATE_KEY_PASSPHRASE",
        "AUTH0_CLIENT_CERTIFICATE_PATH",
        "AUTH0_CLIENT_CERTIFICATE_PASSPHRASE",
        "AUTH0_CLIENT_CERTIFICATE_THUMBPRINT",
        "AUTH0_CLIENT_AUTHENTICATION_METHOD",
        "AUTH0_AUDIENCE",
        "AUTH0_ORGANIZATION",
        "AUTH0_SCOPE",
        "AUTH0_DPOP",
        "AUTH0_FEDERATED_TOKEN",
        "AUTH0_FEDERATED_TOKEN_FILE",
        "AUTH0_FEDERATED_TOKEN_TYPE",
        "AUTH0_FEDERATED_TOKEN_AUDIENCE",
        "AUTH0_PROFILE",
        "AUTH0_CONFIG_FOLDER",
        "AUTH0_TOKEN_STORE",
        "AUTH0_TOKEN_STORE_PASSWORD",
        "AUTH0_CACHE_KEY",
    ];

    private static readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private readonly byte[] _values;
    private readonly string? _identityVariable;

    private readonly Auth0Profile? _profile;
    private DateTimeOffset? _changedAt;

    private EnvironmentSession(Auth0Session session, Auth0Profile? profile = null, DateTimeOffset? changedAt = null)
    {
        (Session, _profile, _changedAt) = (session, profile, changedAt);

        // The identity token itself: with another one, another workload may be meant.
        _identityVariable = session.FederatedToken is { Source: Auth0FederatedTokenSource.Variable } token ? token.Location : null;
        _values = Digest(_identityVariable);
    }

    public Auth0Session Session { get; }

    public static EnvironmentSession? Create() =>
        Auth0SessionOptions.FromEnvironment(Environment.GetEnvironmentVariable, HostVersion.Value) is { } options
            ? new EnvironmentSession(
                new Auth0Session(WithLocalTenant(options.AccessToken is null ? options.WithStore(text: null) : options))
            )
        : ProfileSession.FromEnvironment is { } name ? OfProfile(name)
        : null;

    public bool IsCurrent() => Digest(_identityVariable).AsSpan().SequenceEqual(_values) && (_profile is null || IsSaved(_profile));

    private static Auth0SessionOptions WithLocalTenant(Auth0SessionOptions options) =>
        options with
        {
            LocalTenantCertificate = RunspaceState.Current.MtlsCertificateOf(options.Domain),
        };

    private static EnvironmentSession OfProfile(string name)
    {
        var store = Auth0ProfileStore.OfUser();
        var changedAt = store.ChangedAt(name); // before it is read, so that no change is missed
        var profile = store.Get(name);
        var session = ProfileSession.Create(
            profile,
            Read("AUTH0_AUDIENCE"),
            Read("AUTH0_ORGANIZATION"),
            Auth0SessionOptions.ScopesOf(Read("AUTH0_SCOPE")),
            Auth0SessionOptions.IsOn(Read("AUTH0_DPOP"))
        );
        return new EnvironmentSession(session, profile, changedAt);
    }

    // Another process may have saved a change: each cmdlet looks at the file's time, and reads it if that is another one. A profile that
    // can't be read any more has changed too: the next session says why.
    private bool IsSaved(Auth0Profile profile)
    {
        var store = Auth0ProfileStore.OfUser();
        var changedAt = store.ChangedAt(profile.Name);
        if (changedAt is not null && changedAt == _changedAt)
        {
            return true;
        }

        try
        {
            var saved = store.Get(profile.Name);
            _changedAt = changedAt;
            return saved with { IsDefault = profile.IsDefault, Scope = profile.Scope } == profile
                && (saved.Scope ?? []).SequenceEqual(profile.Scope ?? []);
        }
        catch (Auth0ConfigurationException)
        {
            return false;
        }
    }

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    // The variables are compared, but their secrets are not kept.
    private static byte[] Digest(string? identityVariable)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var name in identityVariable is null ? _names : [.. _names, identityVariable])
        {
            var value = Encoding.Unicode.GetBytes(Environment.GetEnvironmentVariable(name) ?? "");
            hash.AppendData(BitConverter.GetBytes(value.Length));
            hash.AppendData(value);
            CryptographicOperations.ZeroMemory(value);
        }

        return hash.GetHashAndReset();
    }
}
