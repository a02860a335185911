using System.Management.Automation;
using System.Reflection;

namespace Auth0Flows.PowerShell;

/// <summary>Which cmdlets are there for which endpoint, as the classes declare it (<see cref="ApiEndpointAttribute"/>).</summary>
internal static class EndpointCmdlets
{
    private static readonly Lazy<ILookup<string, EndpointCmdlet>> _all = new(Read);

    /// <summary>The cmdlets of an endpoint: first those with few other endpoints, which are the ones for exactly this.</summary>
    public static IReadOnlyList<EndpointCmdlet> Of(Auth0Endpoint endpoint) => [.. _all.Value[endpoint.ToString()]];

    /// <summary>The names of all cmdlets with an endpoint.</summary>
    public static IEnumerable<string> Names =>
        _all
            .Value.SelectMany(static cmdlets => cmdlets)
            .Select(static cmdlet => cmdlet.Name)
            .Distinct()
            .Order(StringComparer.OrdinalIgnoreCase);

    private static ILookup<string, EndpointCmdlet> Read() =>
        (
            from type in typeof(EndpointCmdlets).Assembly.GetExportedTypes()
            let declared = type.GetCustomAttributes<ApiEndpointAttribute>(inherit: false).ToArray()
            where declared.Length > 0
            let name = NameOf(type)
            from attribute in declared
            let endpoint = Find(attribute.Endpoint)
            where endpoint is not null
            orderby declared.Length, name
            select (Key: endpoint.ToString(), Cmdlet: new EndpointCmdlet(name, type, attribute.Parameter))
        ).ToLookup(static pair => pair.Key, static pair => pair.Cmdlet);

    private static Auth0Endpoint? Find(string text) => text.Split(' ') is [var method, var path] ? Auth0Endpoints.Find(method, path) : null;

    // Read, not instantiated: tests run without PowerShell's own code.
    private static string NameOf(Type type)
    {
        var arguments = type
            .CustomAttributes.Single(static attribute => attribute.AttributeType == typeof(CmdletAttribute))
            .ConstructorArguments;
        return $"{arguments[0].Value}-{arguments[1].Value}";
    }
}
