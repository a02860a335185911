namespace Auth0Flows.LocalTenant;

/// <content>The actions of users in a browser, for tests.</content>
public sealed partial class Auth0LocalTenant
{
    /// <summary>
    /// The user who signs in at <c>/authorize</c>. It then responds at once to every request, also with <c>prompt=none</c>. Default: null,
    /// and the user is chosen on the login page.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public Auth0LocalTenantUser? SignInAs
    {
        get => _authentication.BrowserSession.User;
        set => _authentication.BrowserSession.User = value is null ? null : Known(value);
    }

    /// <summary>
    /// The <c>iss</c> parameter (RFC 9207) of all responses of <c>/authorize</c>, including error responses. <see cref="Issuer"/> acts like
    /// a tenant whose setting <c>authorization_response_iss_parameter_supported</c> is on, and the discovery document says so; another
    /// value acts like a forged response. Default: null, no <c>iss</c>.
    /// </summary>
    public string? AuthorizationIssuer
    {
        get => _authentication.BrowserSession.Issuer;
        set => _authentication.BrowserSession.Issuer = value;
    }

    /// <summary>
    /// The user opens the device's verification address, signs in, and approves the device. If the user is blocked, or an Action denies
    /// access, the device gets the error <c>access_denied</c>.
    /// </summary>
    /// <param name="userCode">The <c>user_code</c> that the device shows. It is case-insensitive, and the dash is optional.</param>
    /// <param name="user">The user.</param>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    /// <exception cref="InvalidOperationException">
    /// No device waits with this code: the code is unknown, has expired, or was already used.
    /// </exception>
    public void ApproveDevice(string userCode, Auth0LocalTenantUser user)
    {
        ArgumentException.ThrowIfNullOrEmpty(userCode);
        if (_authentication.Devices.Approve(userCode, Known(user)) is null)
        {
            throw NoDevice(userCode);
        }
    }

    /// <summary>The user opens the device's verification address and denies the device.</summary>
    /// <param name="userCode">The <c>user_code</c> that the device shows. It is case-insensitive, and the dash is optional.</param>
    /// <exception cref="InvalidOperationException">
    /// No device waits with this code: the code is unknown, has expired, or was already used.
    /// </exception>
    public void DenyDevice(string userCode)
    {
        ArgumentException.ThrowIfNullOrEmpty(userCode);
        if (_authentication.Devices.Deny(userCode) is null)
        {
            throw NoDevice(userCode);
        }
    }

    private static InvalidOperationException NoDevice(string userCode) => new($"No device waits with the code {userCode}.");
}
