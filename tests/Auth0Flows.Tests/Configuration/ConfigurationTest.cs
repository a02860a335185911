using System.Collections;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.Configuration;

/// <summary>A local tenant whose configuration is written to folders, and read from them.</summary>
public abstract class ConfigurationTest : SessionTest
{
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("auth0-configuration");

    /// <summary>The folder, which doesn't exist yet.</summary>
    protected string Folder => Path.Combine(_temporary.FullName, "tenant");

    public override async ValueTask DisposeAsync()
    {
        _temporary.Delete(recursive: true);
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected string PathOf(string file) => Path.Combine([Folder, .. file.Split('/')]);

    protected void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), content);
    }

    protected string Read(string file) => File.ReadAllText(PathOf(file));

    protected void Replace(string file, string text, string other)
    {
        Assert.Contains(text, Read(file), StringComparison.Ordinal);
        Write(file, Read(file).Replace(text, other, StringComparison.Ordinal));
    }

    /// <summary>Changes a first-level property in a file, as a person does.</summary>
    protected void Edit(string file, string property, JsonNode? value)
    {
        var json = JsonNode.Parse(Read(file))!;
        json[property] = value;
        Write(file, json.ToJsonString());
    }

    private protected Task<Auth0Configuration> ReadTenantAsync(params string[] kinds) =>
        Session.ReadConfigurationAsync(new Auth0ConfigurationOptions { Kinds = kinds }, Log, Cancel);

    private protected Auth0Configuration ReadFolder(IDictionary? mapping = null, params string[] kinds) =>
        Auth0Configuration.ReadFolder(Folder, new Auth0ConfigurationOptions { Mapping = mapping, Kinds = kinds }, Cancel);

    private protected async Task<Auth0ConfigurationFiles> ExportAsync(IDictionary? mapping = null, params string[] kinds)
    {
        var files = (await ReadTenantAsync(kinds)).ToFiles(Folder, mapping);
        await files.WriteAsync(Cancel);
        return files;
    }

    private protected async Task<IReadOnlyList<Auth0Difference>> CompareAsync(IDictionary? mapping = null)
    {
        var folder = ReadFolder(mapping);
        return folder.Compare(await ReadTenantAsync([.. folder.Kinds]));
    }

    private protected async Task<Auth0ConfigurationPlan> PlanAsync(IDictionary? mapping = null, bool removes = false)
    {
        var folder = ReadFolder(mapping);
        var tenant = await ReadTenantAsync([.. folder.Kinds]);
        return Session.PlanConfiguration(folder.Compare(tenant), tenant, removes);
    }

    /// <summary>Does what is planned, and returns it as texts.</summary>
    private protected async Task<IReadOnlyList<string>> ImportAsync(IDictionary? mapping = null, bool removes = false)
    {
        var plan = await PlanAsync(mapping, removes);
        foreach (var change in plan.Changes)
        {
            await plan.ApplyAsync(change, Log, Cancel);
        }

        return [.. plan.Changes.Select(static change => change.ToString())];
    }

    private protected Task<Auth0ApiResponse> CreateAsync(string path, params (string Name, object? Value)[] properties) =>
        SendAsync(HttpMethod.Post, path, properties.ToDictionary(static one => one.Name, static one => one.Value));

    private protected async Task<Auth0Client> ClientAsync(string name) =>
        await Session.ListAsync(Auth0Resources.Clients, null, Log, Cancel).FirstAsync(client => client.Name == name, Cancel);
}
