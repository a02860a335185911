using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Accepts a session's name instead of a session: <c>-Session prod</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionNameAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not string name)
        {
            return inputData;
        }

        return RunspaceState.Current.Sessions.FirstOrDefault(session => session.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentTransformationMetadataException(
                $"There is no session named '{name}'. Get-Auth0Session -ListAvailable shows the available sessions."
            );
    }
}
