using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>A message or push notification that waits for the user.</summary>
/// <param name="transaction">The login that it belongs to.</param>
/// <param name="authenticator">The factor that it is sent to.</param>
/// <param name="bindingCode">The code in the message; null for a push notification, which has none.</param>
/// <param name="expiresAt">When it expires.</param>
internal sealed class OobChallenge(MfaTransaction transaction, Authenticator authenticator, string? bindingCode, DateTimeOffset expiresAt)
{
    public Auth0LocalTenantUser User => transaction.User;

    public Authenticator Authenticator { get; } = authenticator;

    public string? BindingCode { get; } = bindingCode;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    /// <summary>The user's response to the push notification; null if there is none yet.</summary>
    public bool? IsApproved { get; set; }

    /// <summary>When the application last polled.</summary>
    public DateTimeOffset? LastPolledAt { get; set; }

    /// <summary>Whether it belongs to this login, or to the same user if the user is enrolling.</summary>
    public bool IsFor(MfaTransaction other) =>
        transaction == other || (transaction.IsEnrolment && other.IsEnrolment && transaction.User == other.User);
}
