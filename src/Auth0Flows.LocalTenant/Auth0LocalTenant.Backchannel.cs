namespace Auth0Flows.LocalTenant;

/// <content>The answers of users whom a backchannel login (CIBA) asks on their devices, for tests.</content>
public sealed partial class Auth0LocalTenant
{
    /// <summary>The backchannel logins that wait for their users, oldest first. A snapshot.</summary>
    public IReadOnlyList<Auth0LocalTenantBackchannelLogin> BackchannelLogins =>
        _authentication
            .BackchannelLogins.Waiting()
            .Select(login => new Auth0LocalTenantBackchannelLogin(
                login.User,
                login.ClientId,
                login.BindingMessage,
                login.Channel,
                login.AuthorizationDetails?.ToJsonString(),
                login.ExpiresAt
            ))
            .ToArray(); // PowerShell can index it

    /// <summary>
    /// The user approves backchannel logins on their device. If the user is blocked, or an Action denies access, the application gets the
    /// error <c>access_denied</c>.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="bindingMessage">The message of the login to approve; null for all that wait for the user.</param>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    /// <exception cref="InvalidOperationException">No such login waits for the user.</exception>
    public void ApproveBackchannelLogin(Auth0LocalTenantUser user, string? bindingMessage = null) =>
        AnswerBackchannelLogin(user, bindingMessage, isApproved: true);

    /// <summary>The user denies backchannel logins on their device.</summary>
    /// <param name="user">The user.</param>
    /// <param name="bindingMessage">The message of the login to deny; null for all that wait for the user.</param>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    /// <exception cref="InvalidOperationException">No such login waits for the user.</exception>
    public void DenyBackchannelLogin(Auth0LocalTenantUser user, string? bindingMessage = null) =>
        AnswerBackchannelLogin(user, bindingMessage, isApproved: false);

    private void AnswerBackchannelLogin(Auth0LocalTenantUser user, string? bindingMessage, bool isApproved)
    {
        var message = NullIfEmpty(bindingMessage);
        if (_authentication.BackchannelLogins.Answer(Known(user), message, isApproved) == 0)
        {
            throw new InvalidOperationException($"No backchannel login{(message is null ? "" : $" with '{message}'")} waits for {user}.");
        }
    }
}
