using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets for the tenant's own texts: which prompt, in which language.</summary>
public abstract class CustomTextCmdletBase : SessionCmdletBase
{
    /// <summary>The prompt: login, signup, mfa-otp, …</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [IdText]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(PromptCompleter))]
    public string Prompt { get; set; } = "";

    /// <summary>The language: en, de, pt-BR, …</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string Language { get; set; } = "";

    private protected override object? ErrorTarget => Prompt;

    /// <summary>Where the texts are.</summary>
    private protected Auth0ApiRequest Request => new() { Path = Auth0CustomText.PathOf(Prompt, Language) };

    /// <summary>Reads the current texts.</summary>
    private protected async Task<Auth0CustomText> ReadAsync(CancellationToken cancellationToken) =>
        Auth0CustomText.Read(Prompt, Language, await ResolveSession().SendAsync(Request, Activity, cancellationToken).ConfigureAwait(true));
}
