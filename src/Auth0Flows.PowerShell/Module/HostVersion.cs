using System.Management.Automation;
using System.Reflection;

namespace Auth0Flows.PowerShell;

/// <summary>The version of PowerShell, for Auth0's telemetry header.</summary>
internal static class HostVersion
{
    public static string? Value { get; } =
        typeof(PSObject).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split(' ', '+')[0];
}
