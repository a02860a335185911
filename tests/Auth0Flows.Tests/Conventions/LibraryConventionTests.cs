using System.Reflection;
using System.Runtime.CompilerServices;
using Auth0Flows.LocalTenant;
using Auth0Flows.PowerShell;

namespace Auth0Flows.Tests.Conventions;

/// <summary>The boundaries between the projects.</summary>
public sealed class LibraryConventionTests
{
    private static readonly Assembly _library = typeof(Auth0Session).Assembly;
    private static readonly Assembly _cmdlets = typeof(ConnectAuth0Command).Assembly;
    private static readonly Assembly _tenant = typeof(Auth0LocalTenant).Assembly;

    [Fact]
    public void JsonProperties_AreAskedForSafely()
    {
        var files = Directory
            .EnumerateFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains("LocalTenant", StringComparison.Ordinal)
                && !file.EndsWith("JsonElementExtensions.cs", StringComparison.Ordinal)
            );

        // It throws if another property name of the object isn't valid text; TryFind doesn't.
        Assert.All(files, file => Assert.DoesNotContain(".TryGetProperty(", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void Library_KnowsNoPowerShell_AndNoTenant() =>
        Assert.DoesNotContain(
            _library.GetReferencedAssemblies(),
            name => name.Name is "System.Management.Automation" or "Auth0Flows.LocalTenant" or "Auth0Flows.PowerShell"
        );

    [Fact]
    public void LocalTenant_NeedsNothingButTheRuntime() =>
        Assert.All(_tenant.GetReferencedAssemblies(), name => Assert.StartsWith("System.", name.Name, StringComparison.Ordinal));

    [Fact]
    public void Cmdlets_NeedPowerShellAndTheLibraryAlone() =>
        Assert.All(
            _cmdlets
                .GetReferencedAssemblies()
                .Where(name => name.Name is not ("System.Management.Automation" or "Auth0Flows" or "Auth0Flows.LocalTenant")),
            name => Assert.True(IsOfTheRuntime(name.Name!), $"{name.Name} would have to be loaded at import.")
        );

    [Fact]
    public void Cmdlets_HaveNoFieldOfALibrarysValueType()
    {
        // PowerShell loads the exported types before it runs Isolation; such a field would already need the library.
        var fields = _cmdlets
            .GetExportedTypes()
            .SelectMany(type =>
                type.GetFields(
                    BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            .Where(field => !field.IsLiteral && Mentions(field.FieldType));

        Assert.Empty(fields.Select(field => $"{field.DeclaringType!.Name}.{field.Name}"));

        static bool Mentions(Type type) => type.IsValueType && (IsOurs(type) || type.GetGenericArguments().Any(IsOurs));
    }

    [Fact]
    public void Cmdlets_HaveNoGenericMethodBoundToTheLibrary()
    {
        // Constraints must not name one either: "where T : Auth0Object" is resolved when the type is loaded.
        var constraints = _cmdlets
            .GetExportedTypes()
            .SelectMany(type =>
                type.GetMethods(
                    BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            .Where(method =>
                method.IsGenericMethodDefinition
                && method.GetGenericArguments().Any(argument => argument.GetGenericParameterConstraints().Any(IsOurs))
            );

        Assert.Empty(constraints.Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));
    }

    [Fact]
    public void Cmdlets_HaveNoBaseFromTheLibrary() =>
        Assert.All(
            _cmdlets.GetExportedTypes(),
            type =>
            {
                Assert.False(type.BaseType is { } parent && IsOurs(parent));
                Assert.DoesNotContain(type.GetInterfaces(), IsOurs);
            }
        );

    [Fact]
    public void TypeAccelerators_AreThePublicTypesWithOurName()
    {
        var types = TypeAccelerators.Types().ToArray();

        Assert.Equal(types.Length, types.Select(type => type.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains(typeof(Auth0Token), types);
        Assert.Contains(typeof(Auth0LocalTenant), types);
        Assert.DoesNotContain(types, type => type.IsGenericTypeDefinition || type.IsNested || !type.IsVisible);
    }

    [Fact]
    public void Dependencies_HoldNothingThatTheRuntimeHas() =>
        Assert.DoesNotContain(
            Directory.GetFiles(Repository.Path("bin", "deps"), "*.dll").Select(Path.GetFileNameWithoutExtension),
            name => IsOfTheRuntime(name!)
        );

    [Fact]
    public void ModuleFolder_HoldsTheCmdletsAlone() =>
        Assert.Equal(["Auth0Flows.PowerShell.dll"], Directory.GetFiles(Repository.Path("bin"), "*.dll").Select(Path.GetFileName));

    [Fact]
    public void AsyncMethods_TakeACancellationToken()
    {
        var methods = _library
            .GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(type =>
                type.GetMethods(
                    BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && !IsOverride(method))
            .Where(method => method.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Empty(methods);
    }

    [Fact]
    public void Lists_OfTheTenant_AreArrays_WhichPowerShellCanIndex()
    {
        using var tenant = Auth0LocalTenant.Start();

        var lists = typeof(Auth0LocalTenant)
            .GetProperties()
            .Where(property =>
                property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            );

        Assert.All(lists, list => Assert.True(list.GetValue(tenant)!.GetType().IsArray, list.Name));
    }

    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition() != method || method.IsFinal;

    private static bool IsOurs(Type type) => type.Assembly == _library || type.Assembly == _tenant;

    private static bool IsOfTheRuntime(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));
}
