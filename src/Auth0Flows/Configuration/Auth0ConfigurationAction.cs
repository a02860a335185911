namespace Auth0Flows;

/// <summary>What is done with an object of a tenant's configuration.</summary>
public enum Auth0ConfigurationAction
{
    /// <summary>It is created.</summary>
    Create,

    /// <summary>Some of its properties are changed.</summary>
    Update,

    /// <summary>It is removed.</summary>
    Remove,
}
