using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the tenant's forms.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Form", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Auth0Form))]
[ApiEndpoint("GET forms")]
[ApiEndpoint("GET forms/{id}")]
public sealed class GetAuth0FormCommand : ResourceCmdletBase
{
    private const string ListSet = "List";
    private const string IdSet = "FormId";

    /// <summary>The ids of the forms.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("form_id", "Id")]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FormIdCompleter))]
    public string[] FormId { get; set; } = [];

    /// <summary>The names of the forms; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = ListSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FormNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken) =>
        ParameterSetName == IdSet
            ? GetEachAsync(Auth0Resources.Forms, FormId, cancellationToken)
            : ListAsync(Auth0Resources.Forms, new ApiQuery(), cancellationToken, NamePatterns.Of(Name), static found => found.Name);

    private protected override object? ErrorTarget => ParameterSetName == IdSet ? FormId : Name;
}

/// <summary>Completes the ids of the tenant's forms, which are also found by name.</summary>
internal sealed class FormIdCompleter()
    : ResourceCompleter<Auth0Form>(Auth0Resources.Forms, static found => new(found.Id, found.Name, found.Name));

/// <summary>Completes the names of the tenant's forms.</summary>
internal sealed class FormNameCompleter() : ResourceCompleter<Auth0Form>(Auth0Resources.Forms, static found => new(found.Name, found.Id));
