namespace Auth0Flows.PowerShell;

/// <summary>The line that calls an endpoint. Its variables stand for the user's values: $userId.</summary>
internal static class EndpointCommand
{
    /// <summary>The line for an endpoint, or for what replaces it: with the first of its cmdlets, or else with Invoke-Auth0Api.</summary>
    public static string Of(Auth0Endpoint endpoint)
    {
        var called = endpoint.IsEnded ? Auth0Endpoints.Find("GET", endpoint.Replacement!) ?? endpoint : endpoint;
        return EndpointCmdlets.Of(called) is [var cmdlet, ..]
            ? $"{cmdlet.Name}{CmdletParameters.Of(cmdlet, PathName.In(called.Path))}"
            : InvokeLine(called);
    }

    // The values of the path's names come from the pipeline: one as a text, several in a hashtable.
    private static string InvokeLine(Auth0Endpoint endpoint)
    {
        var names = PathName.In(endpoint.Path);
        var input = names switch
        {
            [] => "",
            [var one] => $"{one.Variable} | ",
            _ => $"@{{ {string.Join("; ", names.Select(static name => $"{name.Name} = {name.Variable}"))} }} | ",
        };
        var path = names.Length == 0 ? endpoint.Path : $"'{endpoint.Path}'";
        var method = endpoint.Method == "GET" ? "" : $" -Method {endpoint.Method}";
        var body = endpoint.Method is "POST" or "PUT" or "PATCH" ? " -Body $body" : "";
        return $"{input}Invoke-Auth0Api {path}{method}{body}{(endpoint.Paging == Auth0Paging.None ? "" : " -All")}";
    }
}
