using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Auth0Flows.Tests.Api;

/// <summary>
/// The endpoints of Auth0's own client for Node.js, which is generated from the API's description. The package names no scopes by endpoint,
/// only the list of all.
/// </summary>
internal sealed partial record NpmPackage(string Version, IReadOnlyList<string> Endpoints, IReadOnlyList<string> Scopes)
{
    /// <summary>The package of the fixture: the newest one on <see cref="Auth0Endpoints.AsOf"/>.</summary>
    public const string Pinned = "auth0@7.1.0";

    private static readonly string _fixture = Repository.Path("tests", "Auth0Flows.Tests", "Api", "NpmPackage.tsv");

    /// <summary>Reads the fixture: a line of the package, then an endpoint a line (method, path, paging), then a scope a line.</summary>
    public static NpmPackage ReadFixture()
    {
        var lines = File.ReadAllLines(_fixture);
        return new NpmPackage(
            lines[0].Split(' ')[2],
            [.. lines.Where(static line => line.Contains('\t', StringComparison.Ordinal))],
            [.. lines.Skip(1).Where(static line => !line.Contains('\t', StringComparison.Ordinal))]
        );
    }

    public void WriteFixture(string day) =>
        File.WriteAllLines(_fixture, [$"# auth0 {Version} {day}, written by NpmEndpointTests", .. Endpoints, .. Scopes]);

    /// <summary>Reads an installed package.</summary>
    /// <param name="folder">The folder with its package.json.</param>
    public static NpmPackage Read(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "package.json")));
        var api = Path.Combine(folder, "dist", "cjs", "management", "api");
        var endpoints = Directory.EnumerateFiles(api, "Client.js", SearchOption.AllDirectories).SelectMany(ReadEndpoints);
        var types = File.ReadAllText(Path.Combine(api, "types", "types.js"));
        var scopes = types[types.IndexOf("exports.OauthScope = {", StringComparison.Ordinal)..];
        return new NpmPackage(
            manifest.RootElement.GetProperty("version").GetString()!,
            [.. endpoints.Order(StringComparer.Ordinal)],
            [
                .. Scope()
                    .Matches(scopes[..scopes.IndexOf("};", StringComparison.Ordinal)])
                    .Select(static match => match.Groups[1].Value)
                    .Order(StringComparer.Ordinal),
            ]
        );
    }

    /// <summary>Downloads the pinned package with npm, which caches it; null and a reason if that isn't possible here.</summary>
    public static async Task<(NpmPackage? Package, string Reason)> FetchAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            var start = new ProcessStartInfo(npm) { RedirectStandardError = true, RedirectStandardOutput = true };
            string[] arguments =
            [
                "pack",
                Pinned,
                "--pack-destination",
                folder,
                "--prefer-offline",
                "--fetch-retries=0",
                "--ignore-scripts",
            ];
            Array.ForEach(arguments, start.ArgumentList.Add);
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                return (null, $"npm can't fetch {Pinned} here: {await errors.ConfigureAwait(false)}");
            }
        }
        catch (Win32Exception)
        {
            return (null, "npm is not installed.");
        }

        var archive = File.OpenRead(Directory.GetFiles(folder, "*.tgz").Single());
        await using (archive.ConfigureAwait(false))
        {
            var unpacked = new GZipStream(archive, CompressionMode.Decompress);
            await using (unpacked.ConfigureAwait(false))
            {
                await TarFile.ExtractToDirectoryAsync(unpacked, folder, overwriteFiles: true, cancellationToken).ConfigureAwait(false);
            }
        }

        return (Read(Path.Combine(folder, "package")), "");
    }

    // Each method of a client ends with its method and path; its query's names come before that.
    private static IEnumerable<string> ReadEndpoints(string file)
    {
        var text = File.ReadAllText(file);
        var start = 0;
        foreach (Match end in End().Matches(text))
        {
            var query = Query().Matches(text[start..end.Index]).LastOrDefault()?.Groups[1].Value ?? "";
            string[] paging = [.. Paging().Matches(query).Select(static name => name.Groups[1].Value == "page" ? "page" : "checkpoint")];
            yield return $"{end.Groups[1].Value}\t{end.Groups[2].Value}\t{string.Join(", ", paging)}";
            start = end.Index + end.Length;
        }
    }

    [GeneratedRegex(@"handleNonStatusCodeError\)\(_response\.error, _response\.rawResponse, ""([A-Z]+)"", ""/([^""]*)""\)")]
    private static partial Regex End();

    [GeneratedRegex(@"const _queryParams = \{(.*?)\};", RegexOptions.Singleline)]
    private static partial Regex Query();

    [GeneratedRegex(@"^\s*(page|take)\b", RegexOptions.Multiline)]
    private static partial Regex Paging();

    [GeneratedRegex(@": ""([a-z]+:[a-z_]+)""")]
    private static partial Regex Scope();
}
