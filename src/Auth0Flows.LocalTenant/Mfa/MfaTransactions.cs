using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Mfa;

/// <summary>
/// The logins that wait for a second factor, by their <c>mfa_token</c>; and access tokens for the MFA API, which can replace one.
/// </summary>
internal sealed class MfaTransactions(
    AccessTokens accessTokens,
    PresentedTokens presented,
    UserStore users,
    string mfaAudience,
    TenantClock clock
)
{
    // Auth0, "Authenticate Using the ROPG Flow with MFA": fixed.
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, MfaTransaction> _transactions = new(StringComparer.Ordinal);

    /// <summary>Creates the error response that requires a second factor and contains the <c>mfa_token</c>.</summary>
    /// <param name="authorization">What the user has authorized the application to do.</param>
    /// <param name="resume">Issues the tokens after the factor is verified; null for those of a login.</param>
    public OAuthException Begin(UserAuthorization authorization, Func<ValueTask<JsonObject>>? resume = null)
    {
        // Auth0's tokens are sealed (hapi/iron), and look like this.
        var token = $"Fe26.2*{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(48))}";
        _transactions[token] = new MfaTransaction(authorization, clock.UtcNow + _lifetime, isEnrolment: false) { Resume = resume };
        var enrolled = authorization.User.Authenticators.Where(authenticator => authenticator.IsActive).Select(TypeOf).Distinct().ToArray();
        return new OAuthException(403, "mfa_required", "Multifactor authentication required")
        {
            LogType = "gd_start_auth",
            Members = new JsonObject
            {
                ["mfa_token"] = token,
                ["mfa_requirements"] =
                    enrolled.Length > 0
                        ? new JsonObject { ["challenge"] = Types(enrolled) }
                        : new JsonObject { ["enroll"] = Types(["otp", "phone", "push-notification", "email"]) },
            },
        };
    }

    /// <summary>Finds an application's transaction.</summary>
    /// <exception cref="OAuthException">The token is unknown, another application's, or expired.</exception>
    public async ValueTask<MfaTransaction> FindAsync(string token, AuthenticatedClient client)
    {
        if (!_transactions.TryGetValue(token, out var transaction))
        {
            return await FindEnrolmentAsync(token, client.ClientId).ConfigureAwait(false)
                ?? throw OAuthException.InvalidGrant("Malformed mfa_token");
        }

        ThrowIfExpired(transaction);
        return transaction.Authorization.ClientId == client.ClientId
            ? transaction
            : throw OAuthException.InvalidRequest("mfa_token not issued to this client");
    }

    /// <summary>Finds the transaction of a request with a token in the Authorization header.</summary>
    /// <param name="request">The request.</param>
    /// <param name="scope">The scope that an access token must have.</param>
    /// <param name="takesMfaToken">Whether an mfa_token is also accepted.</param>
    public async ValueTask<MfaTransaction> AuthenticateAsync(ServerRequest request, string scope, bool takesMfaToken)
    {
        if (!PresentedTokens.HasOne(request))
        {
            throw new OAuthException(401, "invalid_token", "No access token was sent.");
        }

        if (BearerToken.Of(request) is { } bearer && _transactions.TryGetValue(bearer, out var transaction))
        {
            ThrowIfExpired(transaction);
            return takesMfaToken ? transaction : throw OAuthException.InsufficientScope(scope);
        }

        var (status, token) = await presented.ReadAsync(request).ConfigureAwait(false);
        if (status != AccessTokenStatus.Valid || !token!.Audiences.Contains(mfaAudience) || users.FindById(token.Subject) is not { } user)
        {
            throw OAuthException.InvalidToken(
                status == AccessTokenStatus.Expired ? "The access token expired" : "The access token is invalid"
            );
        }

        return token.HasScope(scope) ? Enrolment(user, "", token) : throw OAuthException.InsufficientScope(scope);
    }

    private static string TypeOf(Authenticator authenticator) =>
        authenticator switch
        {
            { Channel: Authenticator.Push } => "push-notification",
            { Channel: "email" } => "email",
            { Type: AuthenticatorType.Oob } => "phone",
            _ => authenticator.TypeName,
        };

    private static JsonArray Types(IEnumerable<string> types) => [.. types.Select(type => new JsonObject { ["type"] = type })];

    // The tests of Auth0's SDKs (Auth0.swift, auth0-server-python) expect 401; the transaction expires at the tenth minute.
    private void ThrowIfExpired(MfaTransaction transaction)
    {
        if (clock.UtcNow >= transaction.ExpiresAt)
        {
            throw new OAuthException(401, "expired_token", "mfa_token is expired");
        }
    }

    // Auth0, "Enroll and Challenge OTP Authenticators": an access token for the MFA API confirms an enrolment instead of an mfa_token.
    private async ValueTask<MfaTransaction?> FindEnrolmentAsync(string bearer, string clientId)
    {
        var (_, token) = await accessTokens.ReadAsync(bearer).ConfigureAwait(false);
        return
            token is not null
            && token.Audiences.Contains(mfaAudience)
            && token.HasScope("enroll")
            && users.FindById(token.Subject) is { } user
            ? Enrolment(user, clientId, token)
            : null;
    }

    private MfaTransaction Enrolment(Auth0LocalTenantUser user, string clientId, AccessToken token)
    {
        var authorization = new UserAuthorization
        {
            User = user,
            ClientId = clientId,
            Audience = mfaAudience,
            AskedScopes = [.. token.Scopes],
            Scopes = [.. token.Scopes],
            Grant = "password",
            AuthenticatedAt = clock.UtcNow,
        };
        return new MfaTransaction(authorization, clock.UtcNow + _lifetime, isEnrolment: true);
    }
}
