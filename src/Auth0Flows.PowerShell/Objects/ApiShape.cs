namespace Auth0Flows.PowerShell;

/// <summary>The output type for an API's response.</summary>
internal enum ApiShape
{
    /// <summary>Custom objects.</summary>
    PSObject,

    /// <summary>Ordered dictionaries with case-sensitive keys.</summary>
    Hashtable,

    /// <summary>Text.</summary>
    Json,

    /// <summary>The whole response, with its status and headers.</summary>
    Response,
}
