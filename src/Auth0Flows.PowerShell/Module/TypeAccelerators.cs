using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The public types of the isolated library are invisible to type literals; as type accelerators they can be written: <c>[Auth0Token]</c>.
/// </summary>
internal static class TypeAccelerators
{
    /// <summary>Adds them, never over somebody else's.</summary>
    public static void Register()
    {
        var engine = typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators");
        var add = engine?.GetMethod("Add", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(Type)]);
        if (
            engine?.GetProperty("Get", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is not IDictionary<string, Type> existing
            || add is null
        )
        {
            return; // not documented by PowerShell: without it all cmdlets work, only the literals are missing
        }

        foreach (var type in Types())
        {
            if (!existing.ContainsKey(type.Name))
            {
                add.Invoke(null, [type.Name, type]);
            }
        }
    }

    // Those of the name that all have; what is left is for who writes C#.
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static IEnumerable<Type> Types() =>
        from assembly in new[] { typeof(Auth0Session).Assembly, typeof(LocalTenant.Auth0LocalTenant).Assembly }
        from type in assembly.GetExportedTypes()
        where type.Name.StartsWith("Auth0", StringComparison.Ordinal) && !type.IsGenericTypeDefinition
        select type;
}
