using System.Collections;
using Auth0Flows.Configuration;
using Auth0Flows.Configuration.Kinds;

namespace Auth0Flows;

/// <summary>
/// The configuration of a tenant, as it was read from the tenant or from a folder in the directory format of auth0-deploy-cli.
/// </summary>
public sealed class Auth0Configuration
{
    internal Auth0Configuration(string source, bool isFolder, IReadOnlyList<KindSnapshot> snapshots, IReadOnlyList<string> notices) =>
        (Source, IsFolder, Snapshots, Notices) = (source, isFolder, snapshots, notices);

    /// <summary>The names of all kinds, in the order in which their objects are created.</summary>
    public static IReadOnlyList<string> AllKinds => [.. ConfigurationKinds.All.Select(static kind => kind.Name)];

    /// <summary>The tenant's domain, or the folder's path.</summary>
    public string Source { get; }

    /// <summary>Whether it was read from a folder, whose files needn't have all properties.</summary>
    public bool IsFolder { get; }

    /// <summary>The kinds that were read.</summary>
    public IReadOnlyList<string> Kinds => [.. Snapshots.Select(static one => one.Kind.Name)];

    /// <summary>The number of objects.</summary>
    public int Count => Snapshots.Sum(static one => one.Objects.Count);

    /// <summary>What wasn't read, and why.</summary>
    public IReadOnlyList<string> Notices { get; }

    internal IReadOnlyList<KindSnapshot> Snapshots { get; }

    /// <summary>The names of the tenant's objects; null for a folder.</summary>
    internal NameIndex? Names { get; init; }

    /// <summary>The application that read it.</summary>
    internal string? ClientId { get; init; }

    /// <summary>The identifier of the tenant's Management API.</summary>
    internal string? ManagementAudience { get; init; }

    /// <summary>The identifiers of its APIs, without those of Auth0; empty if they weren't needed, or couldn't be read.</summary>
    internal IReadOnlySet<string> OwnApis { get; init; } = new HashSet<string>();

    /// <summary>The secrets that the caller gave for the markers of a folder.</summary>
    internal MappingSecrets Secrets { get; init; } = MappingSecrets.None;

    /// <summary>The folder's content; null for a tenant.</summary>
    internal FolderSnapshots? Content { get; init; }

    /// <summary>Reads a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="options">Which part of it to read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// The folder doesn't exist, a file can't be used, or there is no value for a marker.
    /// </exception>
    public static Auth0Configuration ReadFolder(
        string path,
        Auth0ConfigurationOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new Auth0ConfigurationOptions();
        var folder = new FolderReader(path, new Markers(options.Mapping));
        if (!folder.HasFolder(""))
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.FileNotFound, $"The folder {path} was not found.");
        }

        var apis = FolderSnapshots.ApisOf(new FolderReader(path, new Markers(options.Mapping)));
        var content = new FolderSnapshots(folder, apis);
        foreach (var kind in KindSelection.Of(options))
        {
            cancellationToken.ThrowIfCancellationRequested();
            content.Read(kind);
        }

        if (folder.Unmapped.Count > 0)
        {
            throw folder.MissingValues();
        }

        var snapshots = content.With(apis);
        string[] notices =
        [
            .. options.Kinds.Count > 0 ? [] : KindSelection.UnsupportedIn(folder).Select(static kind => $"{kind} (not supported)"),
            .. folder
                .WithoutSecret.Order(StringComparer.Ordinal)
                .Select(static file => $"a secret in {file} (its marker has no value; an existing secret stays)"),
        ];
        return new Auth0Configuration(path, isFolder: true, snapshots, notices)
        {
            Content = content,
            OwnApis = apis,
            Secrets = folder.Secrets,
        };
    }

    /// <summary>Compares this configuration, the left side, with another one. Kinds that only one of them has aren't compared.</summary>
    /// <param name="other">The right side.</param>
    public IReadOnlyList<Auth0Difference> Compare(Auth0Configuration other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var rights = other.SnapshotsWith(this).ToDictionary(static one => one.Kind);
        var secrets = Secrets.With(other.Secrets);
        return
        [
            .. SnapshotsWith(other)
                .Where(left => rights.ContainsKey(left.Kind))
                .SelectMany(left =>
                    new SnapshotComparison(
                        left,
                        rights[left.Kind],
                        isLeftPartial: IsFolder && !other.IsFolder,
                        isRightPartial: other.IsFolder && !IsFolder
                    )
                    {
                        KeepsSecrets = IsFolder,
                        Secrets = secrets,
                    }.Differences()
                ),
        ];
    }

    /// <summary>The files that this configuration makes in a folder. Nothing is written yet.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="mapping">Values to replace by markers, by the names of the markers.</param>
    public Auth0ConfigurationFiles ToFiles(string path, IDictionary? mapping = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var markers = new Markers(mapping);
        var writer = new FolderWriter(markers, new FolderReader(path, markers));
        foreach (var snapshot in Snapshots)
        {
            var (kind, objects) = snapshot;
            writer.KeepsExisting = snapshot.IsIncomplete;
            var secrets = new SecretMarker(kind, objects);
            kind.Layout.Write(
                writer,
                [.. objects.Where(kind.IsWritten).Select(one => one with { Properties = Written(kind, one, secrets) })],
                map => FolderSnapshots.NameOf(kind, map, OwnApis)
            );
        }

        return new Auth0ConfigurationFiles(path, writer);
    }

    /// <summary>The source and the number of objects.</summary>
    public override string ToString() => $"{Source}: {Count} objects";

    private IReadOnlyList<KindSnapshot> SnapshotsWith(Auth0Configuration other) => Content?.With(other.OwnApis) ?? Snapshots;

    // A marker in place of each secret: whoever imports the folder gives the values, or leaves the secrets as they are.
    private JsonMap Written(ConfigurationKind kind, ConfigurationObject one, SecretMarker secrets)
    {
        var written = JsonTree.ReplaceSecrets(one.Properties, kind.Secrets, path => secrets.Of(one.Name, path));
        return (JsonMap)JsonTree.Map(written, value => value is string and ManagementApi.AnyTenant ? ManagementAudience ?? value : value)!;
    }
}
