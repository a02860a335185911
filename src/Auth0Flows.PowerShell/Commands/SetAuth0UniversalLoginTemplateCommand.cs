using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Sets the page template of Universal Login.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0UniversalLoginTemplate", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(void))]
[ApiEndpoint("PUT branding/templates/universal-login")]
public sealed class SetAuth0UniversalLoginTemplateCommand : SessionCmdletBase
{
    private const string PathSet = "Path";
    private const string BodySet = "Body";

    /// <summary>The file with the template: HTML with Liquid tags, in UTF-8.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The template. It must contain the tags auth0:head and auth0:widget.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = BodySet)]
    [ValidateNotNullOrEmpty]
    public string Body { get; set; } = "";

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var template = ParameterSetName == BodySet ? Body : await ReadFileAsync(Path, cancellationToken).ConfigureAwait(true);
        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Put,
            Path = Auth0Resources.UniversalLoginTemplate.Path,
            Body = new OrderedDictionary(StringComparer.Ordinal) { ["template"] = template },
        };
        if (await ShouldSendAsync(session, request, force: false, cancellationToken).ConfigureAwait(true))
        {
            await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        }
    }

    private protected override object? ErrorTarget => ParameterSetName == PathSet ? Path : null;
}
