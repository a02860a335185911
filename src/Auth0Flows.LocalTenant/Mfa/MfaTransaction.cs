using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>A login that waits for a second factor, or a signed-in user who enrols another one.</summary>
/// <param name="authorization">The authorization for the tokens.</param>
/// <param name="expiresAt">When the transaction expires.</param>
/// <param name="isEnrolment">Whether the user is already signed in: then every enrolled factor may be confirmed.</param>
internal sealed class MfaTransaction(UserAuthorization authorization, DateTimeOffset expiresAt, bool isEnrolment)
{
    public UserAuthorization Authorization { get; } = authorization;

    public Auth0LocalTenantUser User => Authorization.User;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    public bool IsEnrolment { get; } = isEnrolment;

    /// <summary>Continues after the factor is verified; null for a login.</summary>
    public Func<ValueTask<JsonObject>>? Resume { get; init; }

    /// <summary>
    /// The factors that complete it. An unconfirmed factor counts only while the user has no other: otherwise, anybody who knows the
    /// password could add a factor of their own.
    /// </summary>
    public IReadOnlyList<Authenticator> Authenticators
    {
        get
        {
            var all = User.Authenticators;
            var active = all.Where(authenticator => authenticator.IsActive).ToArray();
            return IsEnrolment || active.Length == 0 ? all : active;
        }
    }
}
