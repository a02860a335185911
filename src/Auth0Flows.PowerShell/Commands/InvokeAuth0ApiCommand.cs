using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Calls the Management API, or an API of one's own, with the right token.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Auth0Api", DefaultParameterSetName = PathSet, SupportsShouldProcess = true, SupportsPaging = true)]
[OutputType(typeof(PSObject), typeof(OrderedDictionary), typeof(string), typeof(Auth0ApiResponse))]
public sealed partial class InvokeAuth0ApiCommand : SessionCmdletBase
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
    public string Method
    {
        get => _method;
        set => _method = value.ToUpperInvariant();
    }

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
    [ArgumentCompleter(typeof(AudienceCompleter))]
    public string? Audience { get; set; }

    /// <summary>A token to use instead of the session's.</summary>
    [Parameter]
    [TokenObject]
    public Auth0Token? Token { get; set; }

    /// <summary>The object that fills the path's names, or a token to use instead of the session's.</summary>
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

    /// <summary>A file for the answer, instead of the pipeline; {names} are filled from the piped object.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Reads a whole list, page by page. -First, -Skip and -IncludeTotalCount read as much of it as they need.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>What the answer is given as.</summary>
    [Parameter]
    [ValidateSet("PSObject", "Hashtable", "Json", "Response")]
    public string OutputType { get; set; } = "PSObject";

    /// <summary>Gives the answer as text instead of objects: short for -OutputType Json.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>The name of a variable for the status.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatusCodeVariable { get; set; }

    /// <summary>The name of a variable for the answer's headers: names, and an array of values each.</summary>
    [Parameter]
    [Alias("RHV")]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    /// <summary>Gives a refusal's body like any other, instead of an error.</summary>
    [Parameter]
    public SwitchParameter SkipHttpErrorCheck { get; set; }

    /// <summary>An id of one's own, at most 64 characters, that the tenant's log shows with what the call changed.</summary>
    [Parameter]
    [ValidateLength(1, 64)]
    public string? CorrelationId { get; set; }

    /// <summary>How many piped objects are under way at once; the answers keep their order.</summary>
    [Parameter]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 1;
}
