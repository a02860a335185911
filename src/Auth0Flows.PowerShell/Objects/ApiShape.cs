namespace Auth0Flows.PowerShell;

/// <summary>What an API's answer is given as.</summary>
internal enum ApiShape
{
    /// <summary>Custom objects.</summary>
    PSObject,

    /// <summary>Ordered dictionaries, whose keys know case.</summary>
    Hashtable,

    /// <summary>Text.</summary>
    Json,

    /// <summary>The whole answer, with its status and headers.</summary>
    Response,
}
