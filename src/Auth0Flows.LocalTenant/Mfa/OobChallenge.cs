using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>A message or a push notification that is out, and waits for the user.</summary>
/// <param name="transaction">The login that it is for.</param>
/// <param name="authenticator">The factor that it goes to.</param>
/// <param name="bindingCode">The code in the message; null for a push notification, which has none.</param>
/// <param name="expiresAt">The end of its time.</param>
internal sealed class OobChallenge(MfaTransaction transaction, Authenticator authenticator, string? bindingCode, DateTimeOffset expiresAt)
{
    public Auth0LocalTenantUser User => transaction.User;

    public Authenticator Authenticator { get; } = authenticator;

    public string? BindingCode { get; } = bindingCode;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>What the user said to the push notification; null as long as nothing.</summary>
    public bool? IsApproved { get; set; }

    /// <summary>When the application asked last.</summary>
    public DateTimeOffset? LastPolledAt { get; set; }

    /// <summary>Whether it belongs to this login; to the same user, where that is one who enrols.</summary>
    public bool IsFor(MfaTransaction other) =>
        transaction == other || (transaction.IsEnrolment && other.IsEnrolment && transaction.User == other.User);
}
