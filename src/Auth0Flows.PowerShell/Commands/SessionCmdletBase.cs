using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that use a session: the specified one, or the runspace's current one.</summary>
public abstract class SessionCmdletBase : Auth0CmdletBase
{
    /// <summary>The session to use, or its name. Default: the current one.</summary>
    [Parameter]
    [SessionName]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public Auth0Session? Session { get; set; }

    /// <summary>Gets the session to use.</summary>
    private protected Auth0Session ResolveSession() =>
        Session
        ?? RunspaceState.Current.Session
        ?? throw new Auth0ConfigurationException(Auth0ErrorCode.NotConnected, "There is no session.");

    /// <summary>
    /// Processes several objects. If one doesn't exist, or the API rejects it, that is one error, and the others continue.
    /// </summary>
    private protected async ValueTask ForEachAsync(string[] ids, Func<string, ValueTask> act)
    {
        foreach (var id in ids)
        {
            try
            {
                await act(id).ConfigureAwait(true);
            }
            catch (Auth0ApiException failure)
                when (failure.Code
                        is Auth0ErrorCode.NotFound
                            or Auth0ErrorCode.InvalidRequest
                            or Auth0ErrorCode.InvalidBody
                            or Auth0ErrorCode.InvalidQuery
                            or Auth0ErrorCode.Conflict
                )
            {
                WriteError(ErrorRecords.From(failure, id));
            }
        }
    }

    /// <summary>Asks whether a change should be sent; -WhatIf shows its method, its URL and each field before and after.</summary>
    private protected async ValueTask<bool> ShouldSendAsync(
        Auth0Session session,
        Auth0ApiRequest request,
        bool force,
        CancellationToken cancellationToken
    )
    {
        var (isWhatIf, isConfirm) = (IsAsked("WhatIf", "WhatIfPreference"), IsAsked("Confirm", null));
        if (force && !isWhatIf && !isConfirm)
        {
            session.AddressOf(request); // an invalid path is always an error
            return true;
        }

        // The current object is read only if the user sees it.
        var isSeen = isWhatIf || isConfirm || IsAsked("Verbose", null) || WillAsk();
        var text = isSeen
            ? await session.DescribeAsync(request, Activity, cancellationToken).ConfigureAwait(true)
            : $"{request.Method} {session.AddressOf(request).GetLeftPart(UriPartial.Path)}";
        return ShouldProcess(text, $"{text}\nContinue?", "Confirm");
    }

    // ShouldProcess asks if the cmdlet's impact is at least the preference.
    private bool WillAsk()
    {
        var impact = ((CmdletAttribute)Attribute.GetCustomAttribute(GetType(), typeof(CmdletAttribute))!).ConfirmImpact;
        return !MyInvocation.BoundParameters.ContainsKey("Confirm")
            && LanguagePrimitives.TryConvertTo(GetVariableValue("ConfirmPreference"), out ConfirmImpact preference)
            && preference != ConfirmImpact.None
            && impact >= preference;
    }

    /// <summary>Reads a text file that a person wrote, such as code or a template; null without a path.</summary>
    private protected async ValueTask<string?> ReadFileAsync(string? path, CancellationToken cancellationToken) =>
        path is null ? null : await LocalFile.ReadTextAsync(FilePathOf(path), cancellationToken).ConfigureAwait(true);
}
