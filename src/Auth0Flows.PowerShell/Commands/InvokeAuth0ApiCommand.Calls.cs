using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <content>Processes the objects of the pipeline.</content>
public sealed partial class InvokeAuth0ApiCommand
{
    private const int LongestName = 100; // in a warning

    private readonly OrderedCalls _calls = new();
    private readonly AnswerFiles _files = new();
    private readonly HashSet<string> _repeated = new(StringComparer.Ordinal);
    private bool _isWarned;

    private bool IsList =>
        All || PagingParameters.IncludeTotalCount || PagingParameters.Skip > 0 || PagingParameters.First != ulong.MaxValue;

    private string? Template => ParameterSetName == PathSet ? Path : Uri;

    private ApiShape Shape => Raw ? ApiShape.Json : Enum.Parse<ApiShape>(OutputType, ignoreCase: true);

    private protected override object? ErrorTarget =>
        InputObject?.BaseObject is null or Auth0Token ? PathTemplate.Describe(Template ?? "") : InputObject;

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        TemplateValues.RefuseDeserializedToken(InputObject);
        var values = new TemplateValues(InputObject, Template!);
        var request = CreateRequest(values);
        WarnOfEnd();
        if (IsList && Method == "GET" && Auth0Endpoints.IsPaged(Path))
        {
            await ListAsync(session, request, cancellationToken).ConfigureAwait(true);
            return;
        }

        var file = OutFile is null ? null : _files.Add(FilePathOf(PathTemplate.Expand(OutFile, values.Find)));
        var isAgreed = Method is "GET" or "HEAD"
            ? file is null || ShouldProcess(file, "Write the response")
            : await ShouldSendAsync(session, request, force: false, cancellationToken).ConfigureAwait(true);
        if (!isAgreed)
        {
            return;
        }

        var answer = file is null
            ? session.SendAsync(request, Activity, cancellationToken)
            : session.DownloadAsync(request, file, Activity, cancellationToken);
        _calls.Add(answer, request, file is not null, ErrorTarget);
        await WriteAsync(ThrottleLimit - 1).ConfigureAwait(true);
    }

    /// <inheritdoc/>
    protected override ValueTask EndAsync(CancellationToken cancellationToken) => WriteAsync(0);

    // Writes the oldest responses first, until at most this number of calls is in progress.
    private async ValueTask WriteAsync(int underWay)
    {
        while (_calls.TryTakeOldest(underWay, out var call))
        {
            try
            {
                Write(await call.Answer.ConfigureAwait(true), call);
            }
            catch (Exception failure) when (failure is not (RuntimeException or FlowControlException or OperationCanceledException))
            {
                Fail(failure, call.Target);
            }
        }
    }

    private void Write(Auth0ApiResponse response, OrderedCalls.Call call)
    {
        Set(StatusCodeVariable, (int)response.StatusCode);
        Set(ResponseHeadersVariable, response.Headers);
        if (call.IsFile)
        {
            return;
        }

        var paging = IsList ? new ListPaging(this, countsHere: true) : null; // a list without pages
        var objects = 0;
        foreach (
            var item in ApiObject.Enumerate(
                response,
                call.Request.Uri is not null && !response.IsJson ? ApiShape.Json : Shape,
                call.Request.Path is not null,
                Repeated
            )
        )
        {
            objects++;
            if (paging?.Takes() != false)
            {
                WriteObject(item);
            }
        }

        if (response.MayBeCut(objects))
        {
            WriteWarning("Auth0 returned its first page of 50 objects; there may be more. Use -All to read the whole list.");
        }
    }

    private async ValueTask ListAsync(Auth0Session session, Auth0ApiRequest request, CancellationToken cancellationToken)
    {
        if (request.Path is null || OutFile is not null || Shape == ApiShape.Response || SkipHttpErrorCheck)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                "-All, -First, -Skip and -IncludeTotalCount read a list of the Management API, page by page: use them with -Path, and not with -OutFile, -OutputType Response or -SkipHttpErrorCheck."
            );
        }

        var range = new ListPaging(this, countsHere: false);
        await foreach (var item in session.ListAsync(request, range.Options([]), Activity, cancellationToken).ConfigureAwait(true))
        {
            WriteObject(ApiObject.Of(item, Shape, hidesSecrets: true, Repeated));
        }
    }

    private void WarnOfEnd()
    {
        if (!_isWarned && ParameterSetName == PathSet && Auth0Endpoints.Find(Method, Path) is { IsEnded: true } ended)
        {
            _isWarned = true;
            WriteWarning(EndpointText.Ended(ended));
        }
    }

    private void Repeated(string name)
    {
        if (_repeated.Add(name))
        {
            WriteWarning(
                $"An object has the property '{HostText.OneLine(name.Length > LongestName ? $"{name[..LongestName]}…" : name)}' more than once; only its last value is returned. Use -OutputType Json to get all of them."
            );
        }
    }

    private void Set(string? variable, object value)
    {
        if (variable is not null)
        {
            SessionState.PSVariable.Set(variable, value);
        }
    }
}
