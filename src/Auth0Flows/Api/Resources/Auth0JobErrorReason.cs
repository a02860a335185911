namespace Auth0Flows;

/// <summary>An error of a user who could not be imported.</summary>
public sealed class Auth0JobErrorReason : Auth0Object
{
    /// <summary>The kind of error: <c>DUPLICATED_USER</c>, …</summary>
    public string? Code { get; set; }

    /// <summary>The error message.</summary>
    public string? Message { get; set; }

    /// <summary>The user's property that caused the error.</summary>
    public string? Path { get; set; }

    /// <summary>The error message.</summary>
    public override string ToString() => Message ?? Code ?? "";
}
