using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The error information that PowerShell shows in addition to the message.</summary>
/// <param name="Code">The error's id.</param>
/// <param name="Category">Its category.</param>
/// <param name="Advice">The recommended action: one or two sentences, with a command if there is one.</param>
internal sealed record ErrorEntry(Auth0ErrorCode Code, ErrorCategory Category, Func<Auth0Exception, string> Advice)
{
    public ErrorEntry(Auth0ErrorCode code, ErrorCategory category, string advice)
        : this(code, category, _ => advice) { }
}
