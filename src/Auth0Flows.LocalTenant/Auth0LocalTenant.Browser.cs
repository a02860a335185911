namespace Auth0Flows.LocalTenant;

/// <content>What users do with a browser, done by tests.</content>
public sealed partial class Auth0LocalTenant
{
    /// <summary>
    /// Who signs in at <c>/authorize</c>, which then answers at once, <c>prompt=none</c> included; and again with each request. Null, as it
    /// is
    /// unless set: whoever is chosen on the page that it shows.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public Auth0LocalTenantUser? SignInAs
    {
        get => _authentication.BrowserSession.User;
        set => _authentication.BrowserSession.User = value is null ? null : Known(value);
    }

    /// <summary>
    /// What the answers of <c>/authorize</c>, refusals too, hold as <c>iss</c> (RFC 9207): <see cref="Issuer"/>, as where a tenant's
    /// setting
    /// <c>authorization_response_iss_parameter_supported</c> is on, which the discovery document then tells; or another text, as a forged
    /// answer
    /// has. Null, as it is unless set: none.
    /// </summary>
    public string? AuthorizationIssuer
    {
        get => _authentication.BrowserSession.Issuer;
        set => _authentication.BrowserSession.Issuer = value;
    }

    /// <summary>
    /// The user goes to the device's verification address, signs in, and says yes. Where the user is blocked, or refused by an Action, the
    /// device is told <c>access_denied</c>.
    /// </summary>
    /// <param name="userCode">The <c>user_code</c> that the device shows; in either case, with or without its dash.</param>
    /// <param name="user">The user.</param>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    /// <exception cref="InvalidOperationException">
    /// No device waits with this code: it is none, has expired, or has been answered.
    /// </exception>
    public void ApproveDevice(string userCode, Auth0LocalTenantUser user)
    {
        ArgumentException.ThrowIfNullOrEmpty(userCode);
        if (_authentication.Devices.Approve(userCode, Known(user)) is null)
        {
            throw NoDevice(userCode);
        }
    }

    /// <summary>The user goes to the device's verification address, and says no.</summary>
    /// <param name="userCode">The <c>user_code</c> that the device shows; in either case, with or without its dash.</param>
    /// <exception cref="InvalidOperationException">
    /// No device waits with this code: it is none, has expired, or has been answered.
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
