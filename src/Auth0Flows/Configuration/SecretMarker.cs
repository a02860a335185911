using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows.Configuration;

/// <summary>
/// The markers in place of the secrets of a kind: <c>##CONNECTIONS_ACME_OPTIONS_CLIENT_SECRET##</c>. Each secret has its own, because
/// whoever imports a folder must not send one secret in place of another.
/// </summary>
internal sealed class SecretMarker
{
    private const int DigestLength = 8;

    private readonly ConfigurationKind _kind;
    private readonly HashSet<string> _shared;

    public SecretMarker(ConfigurationKind kind, IEnumerable<ConfigurationObject> objects)
    {
        _kind = kind;
        _shared =
        [
            .. objects
                .SelectMany(one => Paths(one).Select(path => Plain(one.Name, path)))
                .GroupBy(static marker => marker)
                .Where(static group => group.Skip(1).Any())
                .Select(static group => group.Key),
        ];
    }

    /// <summary>The marker of a secret; null if it gets none.</summary>
    public string? Of(string name, string path) =>
        !IsMarked(path) ? null
        : Plain(name, path) is var marker && _shared.Contains(marker) ? $"##{marker}_{DigestOf(name, path)}##"
        : $"##{marker}##";

    private List<string> Paths(ConfigurationObject one)
    {
        var paths = new List<string>();
        JsonTree.ReplaceSecrets(
            one.Properties,
            _kind.Secrets,
            path =>
            {
                paths.Add(path);
                return null;
            }
        );
        return paths.FindAll(IsMarked);
    }

    private bool IsMarked(string path) => !_kind.Secrets.Unmarked.Contains(path) && !path.Contains('*', StringComparison.Ordinal);

    private string Plain(string name, string path) =>
        MarkerName.Plain($"{_kind.Name}_{name}_{path}")
        + (_kind.Secrets.IsSecret(path, path.Split('.')[^1], JsonValueKind.String) ? "" : MarkerName.OfAddress);

    private static string DigestOf(string name, string path) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{path}")))[..DigestLength];
}
