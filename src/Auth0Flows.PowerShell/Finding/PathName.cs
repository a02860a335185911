using System.Globalization;

namespace Auth0Flows.PowerShell;

/// <summary>A name in a path, and what it is called elsewhere: {id} in roles/{id} is a RoleId.</summary>
/// <param name="Name">The name in braces.</param>
/// <param name="Parameter">The cmdlets' parameter for it.</param>
internal readonly record struct PathName(string Name, string Parameter)
{
    /// <summary>A variable with its value: $roleId.</summary>
    public string Variable => $"${char.ToLowerInvariant(Parameter[0])}{Parameter[1..]}";

    public static PathName[] In(string path)
    {
        var segments = path.Split('/');
        return
        [
            .. from i in Enumerable.Range(0, segments.Length)
            where segments[i].StartsWith('{')
            let name = segments[i][1..^1]
            select new PathName(name, name == "id" && i > 0 ? Singular(Pascal(segments[i - 1])) + "Id" : Pascal(name)),
        ];
    }

    // user_id and userId are UserId.
    private static string Pascal(string name) =>
        string.Concat(
            name.Split('_', '-')
                .Where(static word => word.Length > 0)
                .Select(static word => char.ToUpper(word[0], CultureInfo.InvariantCulture) + word[1..])
        );

    private static string Singular(string name) =>
        name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y"
        : name.EndsWith("sses", StringComparison.Ordinal) ? name[..^2]
        : name.EndsWith('s') ? name[..^1]
        : name;
}
