namespace Auth0Flows;

/// <summary>
/// What the examination of a token showed: check by check. After one that makes the rest meaningless, such as a wrong signature, the others
/// are there all the same.
/// </summary>
public sealed class Auth0TokenTest
{
    internal Auth0TokenTest(IReadOnlyList<Auth0TokenCheck> checks, Auth0Jwt? jwt) => (Checks, Jwt) = (checks.ToArray(), jwt);

    /// <summary>Whether every check passed.</summary>
    public bool IsValid => Checks.All(static check => check.IsPassed);

    /// <summary>The checks, in their order.</summary>
    public IReadOnlyList<Auth0TokenCheck> Checks { get; }

    /// <summary>The contents of the token, or null if it is not a JWT.</summary>
    public Auth0Jwt? Jwt { get; }

    /// <summary>
    /// Why the tenant's keys could not be used, in words; null where they could. The signature was not looked at then, and the token may be
    /// good.
    /// </summary>
    public string? KeyFault { get; internal init; }

    /// <summary>Valid, or which checks failed.</summary>
    public override string ToString() =>
        IsValid
            ? "valid"
            : "not valid: " + string.Join(", ", Checks.Where(static check => !check.IsPassed).Select(static check => check.Name));
}
