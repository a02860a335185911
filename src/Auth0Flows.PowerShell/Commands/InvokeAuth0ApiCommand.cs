using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Calls the Management API, or your own API, with the right token.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Auth0Api", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, SupportsPaging = true)]
[OutputType(typeof(PSObject), typeof(OrderedDictionary), typeof(string), typeof(Auth0ApiResponse))]
public sealed partial class InvokeAuth0ApiCommand : SessionCmdletBase
{
    private const string PathSet = "Path";
    private const string UriSet = "Uri";

    private string _method = "GET";

    /// <summary>
    /// A path under the Management API; {names} are replaced with values of the piped object: clients/{client_id}/credentials.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ApiPathCompleter))]
    public string Path { get; set; } = "";

    /// <summary>The URL of your own API; {names} are replaced with values of the piped object.</summary>
    [Parameter(Mandatory = true, ParameterSetName = UriSet)]
    [ValidateNotNullOrEmpty]
    public string Uri { get; set; } = "";

    /// <summary>The HTTP method. All methods except GET and HEAD support -WhatIf and -Confirm; these two do with -OutFile.</summary>
    [Parameter]
    [ValidateSet("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")]
    public string Method
    {
        get => _method;
        set => _method = value.ToUpperInvariant();
    }

    /// <summary>The body: a hashtable or an object is sent as JSON, a string is sent unchanged.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Body { get; set; }

    /// <summary>The content type of a string body.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string ContentType { get; set; } = "application/json";

    /// <summary>Parameters to add to the query; they are percent-encoded.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>Additional headers.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>The audience of the token. Default: the Management API for a path, the session's audience for a URL.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string? Audience { get; set; }

    /// <summary>A token to use instead of the session's.</summary>
    [Parameter]
    [TokenObject]
    public Auth0Token? Token { get; set; }

    /// <summary>The object with the values for the path's names, or a token to use instead of the session's.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>A file to send as the body.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InFile { get; set; }

    /// <summary>Fields to send as multipart/form-data: texts, and files as FileInfo: @{ users = Get-Item users.json }.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Form { get; set; }

    /// <summary>A file for the response, instead of the pipeline; {names} are replaced with values of the piped object.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Reads a whole list, page by page. -First, -Skip and -IncludeTotalCount limit the pages that are read.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>The type of the output.</summary>
    [Parameter]
    [ValidateSet("PSObject", "Hashtable", "Json", "Response")]
    public string OutputType { get; set; } = "PSObject";

    /// <summary>Returns the response as text instead of objects: short for -OutputType Json.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>The name of a variable for the status.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatusCodeVariable { get; set; }

    /// <summary>The name of a variable for the response's headers: names, each with an array of values.</summary>
    [Parameter]
    [Alias("RHV")]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>Returns an error response's body like any other, instead of an error.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <summary>Your own id of the call, at most 64 characters; the tenant's log shows it with the change.</summary>
    [Parameter]
    [ValidateLength(1, 64)]
    public string? CorrelationId { get; set; }

    /// <summary>How many piped objects are processed at once; the output keeps their order.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;
}
