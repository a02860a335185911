using System.Diagnostics;
using System.Security.Cryptography;

namespace Auth0Flows.Tests;

/// <summary>
/// A program for Node.js that isn't ours. A folder of tests has its pinned version and its lock file; npm restores it once into the
/// project's obj folder. Without Node.js, npm or its registry, the test is skipped.
/// </summary>
internal static class NodePackage
{
    private static readonly Version _oldest = new(20, 19); // what auth0 and auth0-deploy-cli require

    // Failures of what is in the repository, and not of the network.
    private static readonly string[] _own = ["EINTEGRITY", "EUSAGE", "EJSONPARSE"];

    // Several classes use one package, at the same time.
    private static readonly SemaphoreSlim _turn = new(1);

    /// <summary>Restores a package, and returns its folder.</summary>
    /// <param name="name">The folder under <c>tests</c>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<string> RestoreAsync(string name, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await RestoreAloneAsync(name, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task<string> RestoreAloneAsync(string name, CancellationToken cancellationToken)
    {
        var npm = Find("npm");
        Assert.SkipWhen(Find("node") is null || npm is null, "node and npm are not installed");
        var source = Repository.Path("tests", name);
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"), cancellationToken))
        );

        // Named after the lock file: a new version has a new folder.
        var folder = Repository.Path("tests", "Auth0Flows.Tests", "obj", name, hash[..12]);
        Directory.CreateDirectory(folder);
        var (_, version) = await RunAsync("node", folder, [], cancellationToken, "--version");
        Assert.SkipWhen(
            !Version.TryParse(version.Trim().TrimStart('v'), out var installed) || installed < _oldest,
            $"Node.js {_oldest} or later is not installed"
        );
        foreach (var file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
        {
            string[] arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0", "--fetch-timeout=20000"];
            var (exitCode, output) = await RunAsync("npm", folder, [], cancellationToken, arguments);
            var isOwn = _own.Any(code => output.Contains(code, StringComparison.Ordinal));
            Assert.SkipWhen(exitCode != 0 && !isOwn, $"npm can't restore it: {output.Split('\n').FirstOrDefault()}");
            Assert.True(exitCode == 0, output);
        }

        return folder;
    }

    /// <summary>Runs a program to its end, without variables of Auth0 from outside.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program,
        string folder,
        Dictionary<string, string> environment,
        CancellationToken cancellationToken,
        params string[] arguments
    )
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(Find(program)!, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        var variables = process.StartInfo.Environment;
        foreach (var name in variables.Keys.Where(static name => name.StartsWith("AUTH0", StringComparison.Ordinal)).ToArray())
        {
            variables.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            variables[name] = value;
        }

        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return (process.ExitCode, await output + await errors);
    }

    /// <summary>The path of a program; null if it isn't installed.</summary>
    public static string? Find(string program) =>
        Environment
            .GetEnvironmentVariable("PATH")
            ?.Split(Path.PathSeparator)
            .Select(folder =>
                Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}{(program == "npm" ? ".cmd" : ".exe")}" : program)
            )
            .FirstOrDefault(File.Exists);
}
