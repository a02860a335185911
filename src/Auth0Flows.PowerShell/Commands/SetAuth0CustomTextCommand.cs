using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Changes the tenant's own texts on the pages of a prompt: texts that aren't specified stay unchanged.</summary>
[Cmdlet(VerbsCommon.Set, "Auth0CustomText", SupportsShouldProcess = true)]
[OutputType(typeof(Auth0CustomText))]
[ApiEndpoint("PUT prompts/{prompt}/custom-text/{language}")]
public sealed class SetAuth0CustomTextCommand : CustomTextCmdletBase
{
    /// <summary>The texts by screen: @{ login = @{ title = 'Welcome' } }. A text that is $null is removed.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNull]
    public IDictionary? Text { get; set; }

    /// <summary>Removes all texts that aren't specified.</summary>
    [Parameter]
    public SwitchParameter Replace { get; set; }

    /// <summary>Returns the changed texts.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var changes = (OrderedDictionary)PlainObject.Of(Text)!;

        // The API replaces all texts of the prompt.
        var current = Replace
            ? new Auth0CustomText(Prompt, Language, [])
            : Auth0CustomText.Read(
                Prompt,
                Language,
                await session.ReadToChangeAsync(Request, [.. changes.Keys.Cast<string>()], Activity, cancellationToken).ConfigureAwait(true)
            );
        var request = Request with { Method = HttpMethod.Put, Body = current.With(changes) };
        if (!await ShouldSendAsync(session, request, force: false, cancellationToken).ConfigureAwait(true))
        {
            return;
        }

        await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        if (PassThru)
        {
            WriteObject(await ReadAsync(cancellationToken).ConfigureAwait(true));
        }
    }
}
