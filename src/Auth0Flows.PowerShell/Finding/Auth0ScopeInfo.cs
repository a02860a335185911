namespace Auth0Flows.PowerShell;

/// <summary>A scope of the Management API, and what it allows.</summary>
public sealed class Auth0ScopeInfo
{
    internal Auth0ScopeInfo(string scope, IEnumerable<Auth0Endpoint> endpoints)
    {
        Scope = scope;
        Endpoint = [.. endpoints.Select(static endpoint => endpoint.ToString())];
        Cmdlet =
        [
            .. endpoints
                .SelectMany(EndpointCmdlets.Of)
                .Select(static cmdlet => cmdlet.Name)
                .Distinct()
                .Order(StringComparer.OrdinalIgnoreCase),
        ];
        Summary = string.Join("; ", endpoints.Select(static endpoint => endpoint.Summary));
    }

    /// <summary>The scope.</summary>
    public string Scope { get; }

    /// <summary>The endpoints that accept it: methods and paths.</summary>
    public string[] Endpoint { get; }

    /// <summary>The cmdlets that call these endpoints.</summary>
    public string[] Cmdlet { get; }

    /// <summary>What the endpoints do.</summary>
    public string Summary { get; }

    /// <summary>The scope.</summary>
    public override string ToString() => Scope;
}
