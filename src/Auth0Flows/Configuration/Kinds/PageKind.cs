using System.Text.Json;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>
/// The pages of Classic Login. They are properties of the tenant's settings; the login page is one of the global application.
/// </summary>
internal sealed class PageKind() : ConfigurationKind("pages")
{
    private const string NameProperty = "name";
    private const string Html = "html";
    private const string Enabled = "enabled";
    private const string Login = "login";
    private const string SettingsPath = "tenants/settings";

    private static readonly (string Page, string Setting)[] _pages =
    [
        ("error_page", "error_page"),
        ("guardian_multifactor", "guardian_mfa_page"),
        ("password_reset", "change_password"),
    ];

    /// <summary>The properties of the tenant's settings that are pages.</summary>
    public static IEnumerable<string> InSettings => _pages.Select(static page => page.Setting);

    public override string? NameOf(JsonMap properties) => properties.GetValueOrDefault(NameProperty) as string;

    public override async Task<IReadOnlyList<ConfigurationObject>> ReadAsync(TenantReader tenant, CancellationToken cancellationToken)
    {
        var found = new List<ConfigurationObject>();
        var clients = await tenant.ListIfAnyAsync("clients?is_global=true", cancellationToken).ConfigureAwait(false) ?? [];
        if (
            clients.FirstOrDefault(IsGlobal) is { ValueKind: JsonValueKind.Object } client
            && JsonTree.ReadMap(client, Secrets) is var global
        )
        {
            // Also without a page: the application that gets one is this one.
            var login = new JsonMap { [NameProperty] = Login, [Enabled] = global.GetValueOrDefault("custom_login_page_on") is true };
            if (global.GetValueOrDefault("custom_login_page") is string { Length: > 0 } html)
            {
                login[Html] = html;
            }

            if (JsonTree.IdOf(global.GetValueOrDefault("client_id")) is { } id)
            {
                found.Add(new ConfigurationObject(Login, login) { Id = id });
            }
            else
            {
                tenant.LeaveOut(Login, "its application has no id");
            }
        }

        if (tenant.MapOf(await tenant.GetAsync(SettingsPath, cancellationToken).ConfigureAwait(false), Secrets, "settings") is { } settings)
        {
            foreach (var (page, setting) in _pages)
            {
                if (settings.GetValueOrDefault(setting) is JsonMap { Count: > 0 } properties)
                {
                    properties[NameProperty] = page;
                    found.Add(new ConfigurationObject(page, properties));
                }
            }
        }

        return found;
    }

    public override bool IsWritten(ConfigurationObject found) => found.Name != Login || found.Properties.ContainsKey(Html);

    public override Task<IReadOnlyList<KeyValuePair<string, string>>> NamesAsync(
        TenantReader tenant,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>([]);

    public override IEnumerable<ChangeStep> StepsOf(ObjectChange change)
    {
        if (change.Wanted is null)
        {
            return [];
        }

        var page = JsonTree.Copy(change.Wanted);
        page.Remove(NameProperty);
        if (change.Name != Login)
        {
            var setting = _pages.First(one => one.Page == change.Name).Setting;
            var before = new JsonMap { [setting] = change.Current?.Properties };
            return [new ChangeStep(HttpMethod.Patch, SettingsPath, new JsonMap { [setting] = page }) { Before = before }];
        }

        return change.Current is null
            ? []
            :
            [
                new ChangeStep(
                    HttpMethod.Patch,
                    "clients/{id}",
                    new JsonMap
                    {
                        ["custom_login_page"] = page.GetValueOrDefault(Html),
                        ["custom_login_page_on"] = page.GetValueOrDefault(Enabled),
                    }
                ),
            ];
    }

    private static bool IsGlobal(JsonElement client) => client.TryFind("global", out var flag) && flag.ValueKind == JsonValueKind.True;
}
