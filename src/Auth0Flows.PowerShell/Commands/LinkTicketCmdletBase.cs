using System.Collections.Specialized;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The base class of the cmdlets that create links to tickets: where they lead, and how long they are valid.</summary>
public abstract class LinkTicketCmdletBase : TicketCmdletBase
{
    /// <summary>The URL that the user goes to afterwards, with the classic login page.</summary>
    [Parameter]
    [ApiName("result_url")]
    [ValidateNotNull]
    public Uri? ResultUrl { get; set; }

    /// <summary>How long the link is valid. Default: five days.</summary>
    [Parameter]
    [SecondsOrDuration]
    [ValidateDuration]
    public TimeSpan? Lifetime { get; set; }

    /// <summary>Adds the e-mail address to the URL that the user goes to afterwards.</summary>
    [Parameter]
    [ApiName("includeEmailInRedirect")]
    public SwitchParameter IncludeEmailInRedirect { get; set; }

    /// <summary>The specified properties, with the lifetime in seconds.</summary>
    private protected OrderedDictionary TicketProperties()
    {
        var properties = Properties();
        if (Lifetime is { } lifetime)
        {
            properties["ttl_sec"] = (long)lifetime.TotalSeconds;
        }

        return properties;
    }
}
