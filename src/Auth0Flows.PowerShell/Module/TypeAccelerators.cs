using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Type literals can't find the public types of the isolated library; type accelerators make them available: <c>[Auth0Token]</c>.
/// </summary>
internal static class TypeAccelerators
{
    /// <summary>Adds the accelerators, never replacing existing ones.</summary>
    public static void Register()
    {
        var engine = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators");
        var add = engine?.GetMethod("Add", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(Type)]);
        if (
            engine?.GetProperty("Get", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is not IDictionary<string, Type> existing
            || add is null
        )
        {
            return; // not documented by PowerShell: without it, all cmdlets work, and only the literals are missing
        }

        foreach (var type in Types())
        {
            if (!existing.ContainsKey(type.Name))
            {
                add.Invoke(null, [type.Name, type]);
            }
        }
    }

    // The types with the common prefix; the others are only for C#.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static IEnumerable<Type> Types() =>
        (
            from assembly in new[] { typeof(Auth0Session).Assembly, typeof(LocalTenant.Auth0LocalTenant).Assembly }
            from type in assembly.GetExportedTypes()
            where type.Name.StartsWith("Auth0", StringComparison.Ordinal) && !type.IsGenericTypeDefinition
            select type
        ).Concat([typeof(Auth0EndpointInfo), typeof(Auth0ScopeInfo)]);
}
