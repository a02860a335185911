using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Accepts the name of a session or of a profile instead of a session: <c>-Session prod</c>. A session that comes from another process is
/// found again by its profile.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SessionNameAttribute : ArgumentTransformationAttribute
{
    private const string Deserialized = "Deserialized.Auth0Flows.Auth0Session";

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (inputData is PSObject copy && copy.TypeNames.Contains(Deserialized))
        {
            return copy.Properties["Profile"]?.Value is string { Length: > 0 } profile
                ? Find(
                    state =>
                        state.FindAgain(
                            profile,
                            Text(copy, "Domain"),
                            Text(copy, "ClientId"),
                            Text(copy, "Audience"),
                            Text(copy, "Organization")
                        ),
                    $"The session comes from another process, where it was made from the profile '{profile}'. There is no such profile here."
                )
                : throw new ArgumentTransformationMetadataException(
                    "The session comes from another process, which doesn't pass on its secret. Save it as a profile with Connect-Auth0 -SaveAs, and specify the profile: -Session <name>."
                );
        }

        return (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string name
            ? Find(
                state => state.Find(name),
                $"There is no session and no profile named '{name}'. Get-Auth0Session -ListAvailable shows the available sessions, Get-Auth0Profile the profiles."
            )
            : inputData;
    }

    private static string? Text(PSObject copy, string property) => copy.Properties[property]?.Value?.ToString();

    private static Auth0Session Find(Func<RunspaceState, Auth0Session?> find, string missing)
    {
        try
        {
            return find(RunspaceState.Current) ?? throw new ArgumentTransformationMetadataException(missing);
        }
        catch (Auth0ConfigurationException failure)
        {
            throw new ArgumentTransformationMetadataException(failure.Message, failure);
        }
    }
}
