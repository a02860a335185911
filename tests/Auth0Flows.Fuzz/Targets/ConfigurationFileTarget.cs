using System.Collections.Concurrent;
using System.Text;

namespace Auth0Flows.Fuzz;

/// <summary>
/// A file of a tenant's configuration, as people and auth0-deploy-cli write it: the first byte chooses the file. What can be read equals
/// itself, and makes files in its folder alone.
/// </summary>
internal sealed class ConfigurationFileTarget : FuzzTarget
{
    private static readonly (string Kind, string File)[] _files =
    [
        ("clients", "clients/a.json"),
        ("clientGrants", "grants/a.json"),
        ("roles", "roles/a.json"),
        ("organizations", "organizations/a.json"),
        ("databases", "database-connections/a/database.json"),
        ("connections", "connections/a.json"),
        ("actions", "actions/a.json"),
        ("triggers", "triggers/triggers.json"),
        ("customDomains", "custom-domains/custom-domains.json"),
        ("prompts", "prompts/partials.json"),
        ("pages", "pages/login.json"),
        ("tenant", "tenant.json"),
    ];

    // Inputs are tried on several threads at once.
    private readonly ConcurrentDictionary<int, string> _folders = new();

    public override string Name => "configuration-files";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"name\"",
        "\"client_id\"",
        "\"audience\"",
        "\"https://x/api/v2/\"",
        "\"permissions\"",
        "\"scope\"",
        "[\"b\",\"a\",\"a\"]",
        "\"options\"",
        "\"customScripts\"",
        "\"client_secret\"",
        "\"##NAME##\"",
        "@@NAME@@",
        "\"@@NAME@@\"",
        "\"../x\"",
        "\"./x.js\"",
        "\"code\"",
        "\"secrets\"",
        "\"post-login\"",
        "\"action_name\"",
        "\"template\"",
        "\"session_lifetime_in_minutes\"",
        "\"strategy\"",
        "\"email\"",
        "\"enabled_clients\"",
        "\"connections\"",
        "\"domain\"",
    ];

    public override IEnumerable<byte[]> Seeds =>
        [
            Seed(0, """{"name":"a/b","callbacks":"@@NAME@@","client_metadata":{"api_key":"x"},"custom_login_page":"<html>"}"""),
            Seed(1, """{"client_id":"a","audience":"https://x/api/v2/","scope":["b","a"]}"""),
            Seed(2, """{"name":"a","permissions":[{"permission_name":"p","resource_server_identifier":"r"}]}"""),
            Seed(3, """{"name":"a","connections":[{"name":"c"}],"client_grants":[{"client_id":"x"}]}"""),
            Seed(4, """{"name":"a","strategy":"auth0","options":{"customScripts":{"login":"function"}}}"""),
            Seed(5, """{"name":"a","strategy":"email","options":{"email":{"body":"x"},"client_secret":"##NAME##"}}"""),
            Seed(6, """{"name":"a","code":"x","secrets":[{"name":"s","value":"v"}],"deployed":true}"""),
            Seed(7, """{"post-login":[{"action_name":"a","display_name":"b"}]}"""),
            Seed(8, """[{"domain":"a.example.com","type":"auth0_managed_certs"}]"""),
            Seed(9, """{"login":[{"login":[{"name":"form-content-start","template":"partials.json"}]}]}"""),
            Seed(10, """{"name":"login","enabled":true}"""),
            Seed(11, """{"session_lifetime_in_minutes":90,"flags":{"a":true},"error_page":{"html":"x"}}"""),
        ];

    // A folder is searched for all kinds' files, and a file is opened and written.
    protected override long BytesForAny => 8 << 20;

    protected override string Read(byte[] input)
    {
        var (kind, file) = _files[input.Length == 0 ? 0 : input[0] % _files.Length];
        var folder = _folders.GetOrAdd(Environment.CurrentManagedThreadId, static _ => CreateFolder());
        var path = Path.Combine([folder, .. file.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, input.Length == 0 ? [] : input[1..]);
        try
        {
            var options = new Auth0ConfigurationOptions
            {
                Kinds = [kind],
                Mapping = new Dictionary<string, object> { ["NAME"] = new[] { "a\"b" } },
            };
            var read = Auth0Configuration.ReadFolder(folder, options);
            Must.Hold(read.Compare(read).Count == 0, "It differs from itself.");
            var root = Path.Combine(folder, "out");
            var files = read.ToFiles(root);
            Must.Hold(
                files.Paths.All(one => Path.GetFullPath(one).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)),
                "It makes a file outside its folder."
            );
            return $"{kind} {Math.Min(3, read.Count)} {Math.Min(3, files.Paths.Count)} {read.Notices.Count > 0}";
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string CreateFolder()
    {
        var folder = Directory.CreateTempSubdirectory("auth0-fuzz");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder.FullName;
    }

    private static byte[] Seed(byte file, string json) => [file, .. Encoding.UTF8.GetBytes(json)];
}
