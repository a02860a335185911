namespace Auth0Flows.PowerShell;

/// <summary>An endpoint of the Management API, and how to call it.</summary>
public sealed class Auth0EndpointInfo
{
    internal Auth0EndpointInfo(Auth0Endpoint endpoint)
    {
        Method = endpoint.Method;
        Path = endpoint.Path;
        Summary = endpoint.IsEnded
            ? $"Ended by Auth0 on {EndpointText.Day(endpoint)}; use {endpoint.Replacement}. ({endpoint.Summary})"
            : endpoint.Summary;
        Scope = [.. endpoint.Scopes];
        Cmdlet = [.. EndpointCmdlets.Of(endpoint).Select(static cmdlet => cmdlet.Name)];
        Command = EndpointCommand.Of(endpoint);
        Family = endpoint.Family;
        IsEnded = endpoint.IsEnded;
        DocumentationUri = endpoint.DocumentationUri;
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path, with names in braces.</summary>
    public string Path { get; }

    /// <summary>A short description; for an endpoint that Auth0 ended, also when, and what replaces it.</summary>
    public string Summary { get; }

    /// <summary>The cmdlets that call it; none if only Invoke-Auth0Api can.</summary>
    public string[] Cmdlet { get; }

    /// <summary>A line that calls it: with a cmdlet, or else with Invoke-Auth0Api. Its variables stand for your values.</summary>
    public string Command { get; }

    /// <summary>The scopes that Auth0 lists for it. If there are several, one may be sufficient.</summary>
    public string[] Scope { get; }

    /// <summary>Its family: the first part of the path.</summary>
    public string Family { get; }

    /// <summary>Whether Auth0 ended it.</summary>
    public bool IsEnded { get; }

    /// <summary>Its page in Auth0's reference.</summary>
    public Uri DocumentationUri { get; }

    /// <summary>The method and the path.</summary>
    public override string ToString() => $"{Method} {Path}";
}
