using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base of the cmdlets that work with a session: the one named, else the runspace's current one.</summary>
public abstract class SessionCmdletBase : Auth0CmdletBase
{
    /// <summary>The session to work with, or its name; the current one by default.</summary>
    [Parameter]
    [SessionName]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    public Auth0Session? Session { get; set; }

    /// <summary>The session meant.</summary>
    private protected Auth0Session ResolveSession() =>
        Session
        ?? RunspaceState.Current.Session
        ?? throw new Auth0ConfigurationException(Auth0ErrorCode.NotConnected, "There is no session.");

    /// <summary>
    /// Does something for each of several objects. One that isn't there, or that the API refuses, is one error, and the others go on.
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
                            or Auth0ErrorCode.InvalidQuery
                            or Auth0ErrorCode.Conflict
                )
            {
                WriteError(ErrorRecords.From(failure, id));
            }
        }
    }

    /// <summary>Asks whether a change may be sent; -WhatIf shows its method, its address and each field before and after.</summary>
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
            session.AddressOf(request); // a path that is none is an error all the same
            return true;
        }

        // What is there now is read where somebody gets to see it.
        var isSeen = isWhatIf || isConfirm || IsAsked("Verbose", null) || WillAsk();
        var text = isSeen
            ? await session.DescribeAsync(request, Activity, cancellationToken).ConfigureAwait(true)
            : $"{request.Method} {session.AddressOf(request).GetLeftPart(UriPartial.Path)}";
        return ShouldProcess(text, $"{text}\nContinue?", "Confirm");
    }

    // ShouldProcess asks where the impact of the cmdlet is at least what the preference names.
    private bool WillAsk()
    {
        var impact = ((CmdletAttribute)Attribute.GetCustomAttribute(GetType(), typeof(CmdletAttribute))!).ConfirmImpact;
        return !MyInvocation.BoundParameters.ContainsKey("Confirm")
            && LanguagePrimitives.TryConvertTo(GetVariableValue("ConfirmPreference"), out ConfirmImpact preference)
            && preference != ConfirmImpact.None
            && impact >= preference;
    }
}
