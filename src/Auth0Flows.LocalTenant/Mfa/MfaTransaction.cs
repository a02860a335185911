using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>A login that waits for a second factor, or a signed-in user who enrols one more.</summary>
/// <param name="authorization">What the tokens will be made of.</param>
/// <param name="expiresAt">The end of the time for it.</param>
/// <param name="isEnrolment">Whether the user is signed in already: then every enrolled factor may be confirmed.</param>
internal sealed class MfaTransaction(UserAuthorization authorization, DateTimeOffset expiresAt, bool isEnrolment)
{
    public UserAuthorization Authorization { get; } = authorization;

    public Auth0LocalTenantUser User => Authorization.User;

    public DateTimeOffset ExpiresAt { get; } = expiresAt;

    public bool IsEnrolment { get; } = isEnrolment;

    /// <summary>What goes on once the factor is there, where that is something else than a login; null for a login.</summary>
    public Func<ValueTask<JsonObject>>? Resume { get; init; }

    /// <summary>
    /// The factors that end it. A factor that was never confirmed counts as long as the user has no other: else who knows the password
    /// could bring a factor of their own.
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
