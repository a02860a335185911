using System.Collections.Concurrent;
using System.Security.Cryptography;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Grants;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Logs;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>
/// GET /authorize (RFC 6749 §4.1.1; OpenID Connect Core §3.3.2; Auth0, "Authorize user") and its login page. Instead of Auth0's login, the
/// user clicks on their name, or a test decides who signs in, without a click.
/// </summary>
internal sealed class AuthorizeEndpoint(
    AuthorizationRequestReader reader,
    RequestObjects requestObjects,
    PushedRequests pushed,
    AuthorizationCodes codes,
    UserTokens tokens,
    UserStore users,
    UserSessions sessions,
    BrowserSession session,
    SessionTransfers transfers,
    TenantLog log,
    TenantClock clock
)
{
    public const string Path = "/authorize";
    public const string LoginPath = "/u/login";

    private const string MultiFactor = "http://schemas.openid.net/pape/policies/2007/06/multi-factor";

    private readonly ConcurrentDictionary<string, AuthorizationRequest> _logins = new(StringComparer.Ordinal);

    public async ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        AuthorizationTarget target;
        QueryParameters parameters;
        try
        {
            var isPushed = pushed.Resolve(request.Parameters);
            parameters = isPushed ?? requestObjects.Resolve(request.Parameters);
            target = reader.ReadTarget(parameters);
            if (isPushed is null && target.Client.MustPush)
            {
                // Auth0, "Configure Pushed Authorization Requests".
                throw OAuthException.InvalidRequest("The application requires pushed authorization requests (PAR).");
            }
        }
        catch (OAuthException refusal)
        {
            return HtmlPage.Answer(
                refusal.StatusCode,
                "Oops!, something went wrong",
                $"<p>{HtmlPage.Encode($"{refusal.Error}: {refusal.Message}")}</p>"
            );
        }

        try
        {
            var authorization = reader.Read(parameters, target);
            var transferred = transfers.Redeem(request, target.Client);
            if (transferred is not null)
            {
                session.User = transferred; // also in the place of another user
            }

            return session.User is { } user && users.Contains(user)
                    ? await CompleteAsync(request, authorization, user, transferred is not null).ConfigureAwait(false)
                : authorization.IsSilent ? throw new OAuthException(400, "login_required", "Login required")
                : LoginPage(authorization);
        }
        catch (OAuthException refusal)
        {
            log.Add(refusal.Error == "login_required" ? "fsa" : "f", refusal.Message, request, target.Client.ClientId);
            return target.Refuse(refusal);
        }
    }

    /// <summary>POST /u/login: the click on a user's name.</summary>
    public async ValueTask<ServerResponse> LogInAsync(ServerRequest request)
    {
        var form = QueryParameters.Parse(request.IsForm ? request.BodyText : "");
        var denies = form["action"] == "deny";
        var user = users.FindById(form["user"] ?? "");
        if (user is null && !denies)
        {
            return HtmlPage.Answer(400, "Who are you?", "<p>There is no such user.</p>");
        }

        if (!_logins.TryRemove(form["state"] ?? "", out var authorization))
        {
            return HtmlPage.Answer(
                400,
                "Oops!, something went wrong",
                "<p>There is no such login, or it is over. Begin again at your application.</p>"
            );
        }

        try
        {
            return denies
                ? throw OAuthException.AccessDenied("User did not authorize the request")
                : await CompleteAsync(request, authorization, user!).ConfigureAwait(false);
        }
        catch (OAuthException refusal)
        {
            return authorization.Target.Refuse(refusal);
        }
    }

    private async ValueTask<ServerResponse> CompleteAsync(
        ServerRequest sent,
        AuthorizationRequest request,
        Auth0LocalTenantUser user,
        bool isTransferred = false
    )
    {
        if (user.IsBlocked)
        {
            throw new OAuthException(401, "unauthorized", "user is blocked");
        }

        if (user.DenialByAction is { } reason)
        {
            throw OAuthException.AccessDenied(reason);
        }

        var target = request.Target;
        var authorization = new UserAuthorization
        {
            User = user,
            ClientId = target.Client.ClientId,
            Audience = request.Audience,
            AskedScopes = request.AskedScopes,
            Scopes = request.Scopes,
            AuthorizationDetails = request.AuthorizationDetails,
            Nonce = request.Nonce,
            AuthenticatedAt = clock.UtcNow,
            Organization = request.Organization,
            Acr = AcrOf(request, user),
            IsTransferred = isTransferred,
            SessionId = sessions.Continue(user, target.Client.ClientId, sent).Id,
        };
        user.CountLogin(clock.UtcNow);
        log.Add(
            request.IsSilent ? "ssa" : "s",
            request.IsSilent ? null : "Successful login",
            clientId: target.Client.ClientId,
            user: user,
            audience: request.Audience
        );
        var code = request.ResponseTypes.Contains("code")
            ? codes.Issue(authorization, target.RedirectUri, request.CodeChallenge, request.JwkThumbprint)
            : null;
        return target.Answer(
            await tokens
                .IssueFrontChannelAsync(authorization, target.Client, request.ResponseTypes, code, target.State)
                .ConfigureAwait(false)
        );
    }

    // Auth0, "Step-up Authentication": the wish is met if the user has a second factor, which the click on this tenant's page stands for.
    private static string? AcrOf(AuthorizationRequest request, Auth0LocalTenantUser user) =>
        request.AcrValues.Contains(MultiFactor)
        && (user.RequiresMfa || user.Authenticators.Any(static authenticator => authenticator.IsActive))
            ? MultiFactor
            : null;

    private ServerResponse LoginPage(AuthorizationRequest request)
    {
        var login = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _logins[login] = request;

        // The user whom the application expects comes first.
        var candidates = users
            .Snapshot()
            .Where(user => request.Connection is null || user.Connection == request.Connection)
            .OrderByDescending(user =>
                request.LoginHint is { } hint
                && (
                    hint.Equals(user.Email, StringComparison.OrdinalIgnoreCase)
                    || hint.Equals(user.Username, StringComparison.OrdinalIgnoreCase)
                )
            );
        return HtmlPage.Answer(
            200,
            request.IsSignUp ? "Sign Up" : "Welcome",
            $"""
            <p>{(request.IsSignUp ? "Sign up" : "Log in")} to continue{(
                request.Organization is { } organization ? $" to {HtmlPage.Encode(organization.Name)}" : ""
            )}.</p>
            {HtmlPage.Details(request.AuthorizationDetails)}
            <form method="post" action="{LoginPath}">
            {HtmlPage.Hidden("state", login)}
            {HtmlPage.UserButtons(candidates)}{HtmlPage.Button("action", "deny", "Cancel")}
            </form>
            """,
            request.Language
        );
    }
}
