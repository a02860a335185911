using System.Diagnostics;
using System.Security.Cryptography;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>
/// node-auth0, Auth0's own client for Node.js, works against the local tenant. tests/node-auth0 has its pinned version; npm restores it
/// once into the project's obj folder.
/// </summary>
public sealed class NodeClientTests : TenantTest
{
    private static readonly string[] _offline = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "ETIMEDOUT"];

    [Fact]
    public async Task ManagementClient_WorksOver_Users_Roles_Organizations_Actions()
    {
        var node = Find("node");
        var npm = Find("npm");
        Assert.SkipWhen(node is null || npm is null, "node and npm are not installed");
        var folder = await RestoreAsync(npm!);

        var (exitCode, output) = await RunAsync(node!, folder, "management.mjs");

        Assert.True(exitCode == 0, output);
        Assert.Equal("users, roles, organizations, actions", output.Trim());
        Assert.True(Tenant.GetUser("node").IsBlocked);
        Assert.Equal(2, Tenant.CountRequests("POST", "/api/v2/organizations"));
        Assert.Equal(1, Tenant.CountRequests("POST", "/oauth/token"));
    }

    private static string? Find(string program) =>
        Environment
            .GetEnvironmentVariable("PATH")
            ?.Split(Path.PathSeparator)
            .Select(folder =>
                Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}{(program == "npm" ? ".cmd" : ".exe")}" : program)
            )
            .FirstOrDefault(File.Exists);

    // Named after the lock file: a new version has a new folder.
    private async Task<string> RestoreAsync(string npm)
    {
        var source = Repository.Path("tests", "node-auth0");
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"), Cancel))
        );
        var folder = Repository.Path("tests", "Auth0Flows.Tests", "obj", "node-auth0", hash[..12]);
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        if (!File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json")))
        {
            var (exitCode, output) = await RunAsync(npm, folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Assert.SkipWhen(
                exitCode != 0 && _offline.Any(code => output.Contains(code, StringComparison.Ordinal)),
                "npm can't reach its registry"
            );
            Assert.True(exitCode == 0, output);
        }

        return folder;
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.StartInfo.Environment["TENANT_DOMAIN"] = Tenant.Domain;
        process.StartInfo.Environment["TENANT_CLIENT_ID"] = Tenant.ClientId;
        process.StartInfo.Environment["TENANT_CLIENT_SECRET"] = Secret;
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        try
        {
            await process.WaitForExitAsync(Cancel);
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
}
