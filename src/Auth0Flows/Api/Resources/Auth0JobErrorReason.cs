namespace Auth0Flows;

/// <summary>What is wrong with a user that could not be imported.</summary>
public sealed class Auth0JobErrorReason : Auth0Object
{
    /// <summary>The kind of error: <c>DUPLICATED_USER</c>, …</summary>
    public string? Code { get; init; }

    /// <summary>The error in words.</summary>
    public string? Message { get; init; }

    /// <summary>Which property of the user it is about.</summary>
    public string? Path { get; init; }

    /// <summary>The error in words.</summary>
    public override string ToString() => Message ?? Code ?? "";
}
