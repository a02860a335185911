using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>
/// A file of users to import: a JSON array, or an object a line. What is put together of it is a whole array of the same users.
/// </summary>
internal sealed class UserFileTarget : FuzzTarget
{
    private static readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fuzz");

    [ThreadStatic]
    private static string? _path;

    static UserFileTarget() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => _folder.Delete(recursive: true);

    public override string Name => "user-files";

    public override IReadOnlyList<string> Words { get; } =
    [
        "{\"email\":\"a@x\"}",
        "\n",
        "[",
        "]",
        ",",
        "\uFEFF",
        "\"user_id\"",
        "\"auth0|1\"",
        "\"password_hash\"",
        "\"app_metadata\"",
        "null",
        "// x",
    ];

    protected override string Read(byte[] input)
    {
        _path ??= Path.Combine(_folder.FullName, $"{Environment.CurrentManagedThreadId}.json");
        File.WriteAllBytes(_path, input);
        var (file, users) = (new Auth0UserImportFile(), new List<JsonElement>());
        try
        {
            Await(ReadAsync(file, users));
        }
        finally
        {
            var content = JsonElement.Parse(file.Take().Span);
            Must.Hold(
                content.GetArrayLength() == users.Count
                    && content
                        .EnumerateArray()
                        .Zip(users)
                        .All(static pair => !Inputs.IsPlain(pair.Second) || Inputs.AreSame(pair.Second, pair.First)),
                "Other users would be imported."
            );
        }

        return $"{Math.Min(3, users.Count)}";
    }

    private static async Task ReadAsync(Auth0UserImportFile file, List<JsonElement> users)
    {
        await foreach (var user in Auth0UserImportFile.ReadAsync(_path!))
        {
            if (file.TryAdd(user))
            {
                users.Add(user);
            }
        }
    }
}
