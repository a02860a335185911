namespace Auth0Flows;

/// <summary>
/// The result of a token test, check by check. All checks are included, even after one that makes the others meaningless, such as a wrong
/// signature.
/// </summary>
public sealed class Auth0TokenTest
{
    internal Auth0TokenTest(IReadOnlyList<Auth0TokenCheck> checks, Auth0Jwt? jwt) => (Checks, Jwt) = (checks.ToArray(), jwt);

    /// <summary>Whether every check passed.</summary>
    public bool IsValid => Checks.All(static check => check.IsPassed);

    /// <summary>The checks, in order.</summary>
    public IReadOnlyList<Auth0TokenCheck> Checks { get; }

    /// <summary>The content of the token; null if it is not a JWT.</summary>
    public Auth0Jwt? Jwt { get; }

    /// <summary>
    /// Why the tenant's keys could not be used; null if they could. If not null, the signature was not checked, and the token may be valid.
    /// </summary>
    public string? KeyFault { get; internal init; }

    /// <summary>
    /// What the token is bound to that was not checked, because neither the proof nor the certificate of the caller was there; null if it
    /// is not bound, or if that was checked. Whoever has the token passes the other checks, so an API must check that, too (RFC 9449 §7.1,
    /// RFC 8705 §3).
    /// </summary>
    public Auth0TokenConfirmation? UncheckedBinding { get; internal init; }

    /// <summary>"Valid", or the failed checks.</summary>
    public override string ToString() =>
        IsValid
            ? "valid"
            : "not valid: " + string.Join(", ", Checks.Where(static check => !check.IsPassed).Select(static check => check.Name));
}
