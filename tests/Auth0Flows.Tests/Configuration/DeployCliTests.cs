using System.Text.Json;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.Tests.Configuration;

/// <summary>
/// auth0-deploy-cli, which isn't ours, reads the folders that are written here, and writes folders that are read here.
/// </summary>
public sealed class DeployCliTests : ConfigurationTest
{
    // It refuses pages where there is no global application, as in a local tenant.
    private const string Pages = "pages";

    [Fact]
    public async Task ItsExport_IsImportedHere_WithoutADifferenceLeft()
    {
        await using var source = Auth0LocalTenant.Start();
        await using var target = Auth0LocalTenant.Start();
        using var from = ConnectTo(source);
        using var to = ConnectTo(target);
        await new FullTenant(from, Cancel).FillAsync();
        var program = await NodePackage.RestoreAsync("auth0-deploy-cli", Cancel);

        await RunCliAsync(program, source, "export", "--format", "directory", "--output_folder", Folder);

        var folder = ReadFolder();
        Assert.Empty(folder.Compare(await from.ReadConfigurationAsync(null, Log, Cancel)).Select(Told));
        // It writes no credentials of the provider that mean anything, and without them no provider can be created.
        folder = Auth0Configuration.ReadFolder(Folder, new Auth0ConfigurationOptions { ExcludedKinds = ["emailProvider"] }, Cancel);
        var tenant = await to.ReadConfigurationAsync(null, Log, Cancel);
        var plan = to.PlanConfiguration(folder.Compare(tenant), tenant);
        foreach (var change in plan.Changes)
        {
            await plan.ApplyAsync(change, Log, Cancel);
        }

        Assert.Empty(folder.Compare(await to.ReadConfigurationAsync(null, Log, Cancel)).Select(Told));
    }

    [Fact]
    public async Task FoldersFromHere_AreImportedByIt_WithoutADifferenceLeft()
    {
        await using var source = Auth0LocalTenant.Start();
        await using var target = Auth0LocalTenant.Start();
        using var from = ConnectTo(source);
        using var to = ConnectTo(target);
        await new FullTenant(from, Cancel).FillAsync();
        var options = new Auth0ConfigurationOptions { ExcludedKinds = ["emailProvider", Pages] };
        await (await from.ReadConfigurationAsync(options, Log, Cancel)).ToFiles(Folder).WriteAsync(Cancel);
        var program = await NodePackage.RestoreAsync("auth0-deploy-cli", Cancel);

        await RunCliAsync(program, target, "import", "--input_file", Folder);

        Assert.Empty(ReadFolder().Compare(await to.ReadConfigurationAsync(options, Log, Cancel)).Select(Told));
    }

    private static string Told(Auth0Difference one) =>
        $"{one}: {JsonSerializer.Serialize(one.Left)} → {JsonSerializer.Serialize(one.Right)}";

    private static Auth0Session ConnectTo(Auth0LocalTenant tenant) =>
        new(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(tenant.Domain),
                Client = Auth0ClientAuthentication.SecretPost(tenant.ClientId, tenant.ClientSecret),
            }
        );

    private static async Task RunCliAsync(string folder, Auth0LocalTenant tenant, params string[] arguments)
    {
        using var session = ConnectTo(tenant);
        var token = await session.GetTokenAsync(new ClientCredentialsGrant(tenant.ManagementAudience), cancellationToken: Cancel);
        var (exitCode, output) = await NodePackage.RunAsync(
            "node",
            folder,
            new()
            {
                ["AUTH0_DOMAIN"] = tenant.Domain.Replace("http://", "", StringComparison.Ordinal),
                ["AUTH0_CLIENT_ID"] = tenant.ClientId,
                ["AUTH0_ACCESS_TOKEN"] = token.AccessToken.Reveal(),
                ["AUTH0_INCLUDED_ONLY"] = JsonSerializer.Serialize(Auth0Configuration.AllKinds.Where(static kind => kind != Pages)),
                ["NODE_OPTIONS"] = "--require ./over-http.cjs",
            },
            Cancel,
            ["node_modules/auth0-deploy-cli/lib/index.js", .. arguments]
        );

        Assert.True(exitCode == 0, output);
    }
}
