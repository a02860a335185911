using System.Management.Automation;
using System.Reflection;

namespace Auth0Flows.PowerShell;

/// <summary>The parameters of a cmdlet that make it call an endpoint: those for the path's names, and the mandatory ones.</summary>
internal static class CmdletParameters
{
    private const string AllSets = "__AllParameterSets";

    public static string Of(EndpointCmdlet cmdlet, PathName[] names)
    {
        var parameters = ParametersOf(cmdlet.Type);
        var wanted = names
            .Select(name =>
                Array.Find(parameters, parameter => parameter.IsNamed(name)) ?? Array.Find(parameters, parameter => parameter.Has(name))
            )
            .Append(Array.Find(parameters, parameter => parameter.Name == cmdlet.Parameter))
            .OfType<CmdletParameter>()
            .Distinct()
            .ToArray();
        var set = parameters
            .SelectMany(static parameter => parameter.Sets)
            .Select(static set => set.Name)
            .Where(static name => name != AllSets)
            .Append(DefaultSetOf(cmdlet.Type))
            .Distinct()
            .OrderByDescending(name => wanted.Count(parameter => parameter.IsIn(name)))
            .ThenBy(name => parameters.Count(parameter => parameter.IsMandatory(name) && !wanted.Contains(parameter)))
            .ThenByDescending(name => name == DefaultSetOf(cmdlet.Type))
            .First();
        return string.Concat(
            wanted
                .Where(parameter => parameter.IsIn(set))
                .Concat(parameters.Where(parameter => parameter.IsMandatory(set) && !wanted.Contains(parameter)))
                .Select(static parameter => parameter.IsSwitch ? $" -{parameter.Name}" : $" -{parameter.Name} {parameter.Variable}")
        );
    }

    // Read, not instantiated: tests run without PowerShell's own code. A cmdlet's own parameters come before its base class's.
    private static CmdletParameter[] ParametersOf(Type type) =>
        [
            .. type.GetProperties()
                .Where(static property => property.IsDefined(typeof(ParameterAttribute)))
                .OrderByDescending(static property => property.DeclaringType!.IsSealed)
                .ThenBy(static property => property.MetadataToken)
                .Select(static property => new CmdletParameter(
                    property.Name,
                    property.PropertyType == typeof(SwitchParameter),
                    [
                        .. property
                            .CustomAttributes.Where(static attribute => attribute.AttributeType == typeof(AliasAttribute))
                            .SelectMany(static attribute =>
                                (IEnumerable<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!
                            )
                            .Select(static alias => (string)alias.Value!),
                    ],
                    [
                        .. property
                            .CustomAttributes.Where(static attribute => attribute.AttributeType == typeof(ParameterAttribute))
                            .Select(static attribute =>
                                (Value<string>(attribute, "ParameterSetName") ?? AllSets, Value<bool>(attribute, "Mandatory"))
                            ),
                    ]
                )),
        ];

    private static string DefaultSetOf(Type type) =>
        Value<string>(
            type.CustomAttributes.Single(static attribute => attribute.AttributeType == typeof(CmdletAttribute)),
            "DefaultParameterSetName"
        ) ?? AllSets;

    private static T? Value<T>(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is T value ? value : default;

    private sealed record CmdletParameter(string Name, bool IsSwitch, string[] Aliases, (string Name, bool IsMandatory)[] Sets)
    {
        public string Variable => $"${char.ToLowerInvariant(Name[0])}{Name[1..]}";

        public bool IsNamed(PathName name) => Name.Equals(name.Parameter, StringComparison.OrdinalIgnoreCase);

        public bool Has(PathName name) => Aliases.Contains(name.Name, StringComparer.OrdinalIgnoreCase);

        public bool IsIn(string set) => Array.Exists(Sets, own => own.Name is AllSets || own.Name == set);

        public bool IsMandatory(string set) => Array.Exists(Sets, own => own.IsMandatory && (own.Name is AllSets || own.Name == set));
    }
}
