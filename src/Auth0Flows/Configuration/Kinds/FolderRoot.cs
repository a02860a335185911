namespace Auth0Flows.Configuration.Kinds;

/// <summary>The folder of a configuration. It may be a link itself, and contain links; none leads out of it.</summary>
internal sealed class FolderRoot(string path)
{
    private const int MostLinks = 40; // as many as Linux follows in one path

    private static readonly StringComparison _comparison = OperatingSystem.IsWindows()
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    /// <summary>The folder, with links.</summary>
    public string Folder { get; } = Path.GetFullPath(path);

    /// <summary>The place of a file or folder, which needn't be there.</summary>
    /// <param name="path">Its path below the folder, with slashes; empty for the folder.</param>
    public string FullPath(string path) => path.Length == 0 ? Folder : Path.Combine(Folder, path.Replace('/', Path.DirectorySeparatorChar));

    /// <inheritdoc cref="FullPath"/>
    /// <exception cref="Auth0ConfigurationException">A link on the way leads out of the folder, or nowhere.</exception>
    public string Inside(string path)
    {
        var root = Resolve(Folder);
        var (shown, real) = (Folder, root);
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            shown = Path.Combine(shown, name);
            var next = Path.Combine(real!, name);
            real = Resolve(next);
            if (root is null || real is null)
            {
                throw Invalid($"{shown} is a link that leads in a circle.");
            }

            if (!IsIn(real, root))
            {
                throw Invalid($"{shown} is a link to {TargetOf(next)}, which is outside the folder {Folder}.");
            }
        }

        return FullPath(path);
    }

    /// <summary>Whether a full path without links is below the folder.</summary>
    public bool Contains(string full) => full.Length > Folder.Length && IsIn(full, Folder);

    private static bool IsIn(string full, string folder) =>
        full.Equals(folder, _comparison)
        || full.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, _comparison);

    // A path without links, also if it doesn't exist; null if the links lead in a circle. Name by name, because '..' after a link means
    // the folder above its target.
    private static string? Resolve(string full)
    {
        var start = Path.GetPathRoot(full)!;
        var names = new Stack<string>(Names(full[start.Length..]));
        var real = start;
        var links = 0;
        while (names.TryPop(out var name))
        {
            if (name == "..")
            {
                real = Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = Path.Combine(real, name);
            if (TargetOf(next) is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                return null;
            }

            if (Path.IsPathRooted(target))
            {
                real = Path.GetPathRoot(Path.GetFullPath(target, real))!;
                target = target[Path.GetPathRoot(target)!.Length..];
            }

            foreach (var part in Names(target))
            {
                names.Push(part);
            }
        }

        return real;
    }

    // The last name first.
    private static IEnumerable<string> Names(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(static name => name != ".")
            .Reverse();

    private static string? TargetOf(string path) =>
        Directory.Exists(path) ? new DirectoryInfo(path).LinkTarget : new FileInfo(path).LinkTarget;

    private static Auth0ConfigurationException Invalid(string message) => new(Auth0ErrorCode.InvalidConfiguration, message);
}
