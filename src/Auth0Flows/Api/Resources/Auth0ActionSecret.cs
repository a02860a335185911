namespace Auth0Flows;

/// <summary>The name of a secret of an action. The API never returns the value</summary>
public sealed class Auth0ActionSecret : Auth0Object
{
    /// <summary>Its name: the action reads <c>event.secrets.NAME</c>.</summary>
    public string? Name { get; set; }

    /// <summary>When its value was set.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>Its name.</summary>
    public override string ToString() => Name ?? "";
}
