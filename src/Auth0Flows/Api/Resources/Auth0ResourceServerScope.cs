namespace Auth0Flows;

/// <summary>A scope that an API knows, a permission in the words of roles.</summary>
public sealed class Auth0ResourceServerScope : Auth0Object
{
    /// <summary>The scope: <c>read:orders</c>.</summary>
    public string? Value { get; init; }

    /// <summary>What it allows, in words; consent pages show it.</summary>
    public string? Description { get; init; }

    /// <summary>The scope.</summary>
    public override string ToString() => Value ?? "";
}
