using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Loads the library and its packages from <c>deps/</c> into a separate context, so that they don't conflict with other modules' versions
/// of the same packages.
/// </summary>
public sealed class Isolation : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string _folder = Path.Combine(Path.GetDirectoryName(typeof(Isolation).Assembly.Location)!, "deps");
    private static readonly Lazy<Dependencies> _dependencies = new(() => new Dependencies(_folder));
    private static readonly Lock _gate = new();
    private static bool _isHooked;

    /// <summary>Once per process: the hook stays, because Remove-Module in one runspace must not break the module in another.</summary>
    public void OnImport()
    {
        lock (_gate) // concurrent imports wait until everything is loaded
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

    // Checks the file before calling the context: a missing file would cause infinite recursion.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is "Auth0Flows" or "Auth0Flows.LocalTenant" && File.Exists(Path.Combine(_folder, name.Name + ".dll"))
            ? _dependencies.Value.LoadFromAssemblyName(name)
            : null;

    private sealed class Dependencies(string folder) : AssemblyLoadContext("Auth0Flows")
    {
        // In the package: the library compiled for the platform where scripts are short. Elsewhere the runtime couldn't load that file.
        private readonly string _compiled =
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
                ? Path.Combine(folder, "linux-x64")
                : folder;

        // deps/ contains no assembly of the runtime (a test ensures that): all others come from the runtime.
        protected override Assembly? Load(AssemblyName assemblyName) =>
            (Find(_compiled, assemblyName) ?? Find(folder, assemblyName)) is { } file ? LoadFromAssemblyPath(file) : null;

        private static string? Find(string folder, AssemblyName name) =>
            Path.Combine(folder, name.Name + ".dll") is var file && File.Exists(file) ? file : null;
    }
}
