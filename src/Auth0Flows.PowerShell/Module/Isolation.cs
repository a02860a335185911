using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Loads the library and its packages from <c>deps/</c> into a context of their own, so that they neither disturb another module's
/// versions of the same packages nor are disturbed by them.
/// </summary>
public sealed class Isolation : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string _folder = Path.Combine(Path.GetDirectoryName(typeof(Isolation).Assembly.Location)!, "deps");
    private static readonly Lazy<Dependencies> _dependencies = new(() => new Dependencies(_folder));
    private static readonly Lock _gate = new();
    private static bool _isHooked;

    /// <summary>Once for the process: the hook stays, for one runspace's Remove-Module must not break another's module.</summary>
    public void OnImport()
    {
        lock (_gate) // who imports at the same moment waits until all is there
        {
            if (!_isHooked)
            {
                AssemblyLoadContext.Default.Resolving += Resolve;
                TypeAccelerators.Register();
                _isHooked = true;
            }
        }
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => RunspaceState.Remove();

    // The file is looked for before the context is asked: one that is missing would come back here, without end.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is "Auth0Flows" or "Auth0Flows.LocalTenant" && File.Exists(Path.Combine(_folder, name.Name + ".dll"))
            ? _dependencies.Value.LoadFromAssemblyName(name)
            : null;

    private sealed class Dependencies(string folder) : AssemblyLoadContext("Auth0Flows")
    {
        // deps/ holds nothing that the runtime has itself (a test sees to that): what isn't there is the runtime's.
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var file = Path.Combine(folder, assemblyName.Name + ".dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
