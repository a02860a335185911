using System.Collections;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Calls the Management API, or an API of one's own, with the right token.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Auth0Api", DefaultParameterSetName = PathSet, SupportsShouldProcess = true)]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class InvokeAuth0ApiCommand : SessionCmdletBase
{
    private const string PathSet = "Path";
    private const string UriSet = "Uri";

    private string _method = "GET";

    /// <summary>A path under the Management API; {names} are filled from the piped object: clients/{client_id}/credentials.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiPathCompleter))]
    public string Path { get; set; } = "";

    /// <summary>The address of an API of one's own; {names} are filled from the piped object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UriSet)]
    [ValidateNotNullOrEmpty]
    public string Uri { get; set; } = "";

    /// <summary>The HTTP method. Everything but GET and HEAD heeds -WhatIf and -Confirm.</summary>
    [Parameter]
    [ValidateSet("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")]
    public string Method { get => _method; set => _method = value.ToUpperInvariant(); }

    /// <summary>What is sent: a hashtable or an object as JSON, a text as it is.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Body { get; set; }

    /// <summary>The content type of a body that is a text.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ContentType { get; set; } = "application/json";

    /// <summary>Parameters of the query; percent-encoded here.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>Further headers.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>The audience of the token; the Management API's for a path, the session's default for an address.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Audience { get; set; }

    /// <summary>A token to use instead of the session's.</summary>
    [Parameter(ValueFromPipeline = true)]
    public Auth0Token? Token { get; set; }

    /// <summary>The object that fills the path's names.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Gives the answer as text instead of objects.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        TemplateValues.RefuseDeserializedToken(InputObject);
        var request = CreateRequest();
        var isReading = Method is "GET" or "HEAD";
        if (!isReading && !ShouldProcess(session.AddressOf(request).GetLeftPart(UriPartial.Path), Method))
        {
            return;
        }

        var response = await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        var objects = 0;
        foreach (var item in ApiObject.Enumerate(response, asText: Raw || (request.Uri is not null && !response.IsJson), hidesSecrets: request.Path is not null))
        {
            WriteObject(item);
            objects++;
        }

        if (response.MayBeCut(objects))
        {
            WriteWarning("50 objects came, Auth0's first page; there may be more. Ask for the others with -Query @{ page = 1; per_page = 100 }, and so on.");
        }
    }

    private protected override object? ErrorTarget => InputObject?.BaseObject is null or Auth0Token ? ParameterSetName == PathSet ? Path : Uri : InputObject;

    private Auth0ApiRequest CreateRequest()
    {
        var values = new TemplateValues(InputObject, ParameterSetName == PathSet ? Path : Uri);
        return new Auth0ApiRequest
        {
            Method = new HttpMethod(Method),
            Path = ParameterSetName == PathSet ? PathTemplate.Expand(Path, values.Find) : null,
            Uri = ParameterSetName == UriSet ? PathTemplate.ExpandUri(Uri, values.Find) : null,
            Query = NameValuePairs.Of(Query),
            Headers = NameValuePairs.Of(Headers),
            Body = PlainObject.Of(Body),
            ContentType = ContentType,
            Audience = Audience,
            Token = Token,
        };
    }
}
