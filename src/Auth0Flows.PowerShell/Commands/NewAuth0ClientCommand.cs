using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Creates an application: with specified properties, or with those of another one.</summary>
[Cmdlet(VerbsCommon.New, "Auth0Client", DefaultParameterSetName = NewSet, SupportsShouldProcess = true)]
[OutputType(typeof(Auth0Client))]
[ApiEndpoint("POST clients")]
public sealed class NewAuth0ClientCommand : ClientCmdletBase
{
    private const string NewSet = "New";
    private const string CopySet = "Copy";

    /// <summary>The application's name. Default for a copy: the name of the other application.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NewSet)]
    [Parameter(Position = 0, ParameterSetName = CopySet)]
    [ApiName("name")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Its type: native, spa, regular_web, non_interactive, …</summary>
    [Parameter(Position = 1)]
    [ApiName("app_type")]
    [ArgumentCompleter(typeof(AppTypeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? AppType { get; set; }

    /// <summary>
    /// An application to copy, of this tenant or another one: without its id, its secret, and ids of the tenant's other objects.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = CopySet)]
    [ValidateNotNull]
    public Auth0Client? InputObject { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        InputObject is null
            ? CreateAsync(Auth0Resources.Clients, cancellationToken)
            : CreateAsync(Auth0Resources.Clients, Copied(InputObject), cancellationToken);

    private OrderedDictionary Copied(Auth0Client application)
    {
        var leftOut = new List<string>();
        var properties = Auth0Resources.Clients.Copy(application, leftOut);
        if (leftOut.Count > 0)
        {
            WriteWarning(
                $"The copy of {application} is made without {string.Join(", ", leftOut)}: they refer to other objects of its tenant."
            );
        }

        foreach (DictionaryEntry property in Properties())
        {
            properties[property.Key] = property.Value;
        }

        return properties;
    }

    private protected override object? ErrorTarget => (object?)InputObject ?? Name;
}
