namespace Auth0Flows;

/// <summary>A scope of an API, called a permission in roles.</summary>
public sealed class Auth0ResourceServerScope : Auth0Object
{
    /// <summary>The scope: <c>read:orders</c>.</summary>
    public string? Value { get; set; }

    /// <summary>Its description, shown on consent pages.</summary>
    public string? Description { get; set; }

    /// <summary>The scope.</summary>
    public override string ToString() => Value ?? "";
}
