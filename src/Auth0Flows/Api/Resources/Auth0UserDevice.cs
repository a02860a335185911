using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// A device of a user with a credential: a refresh token or a public key:
/// <see href="https://auth0.com/docs/api/management/v2/device-credentials/get-device-credentials"/>.
/// </summary>
public sealed class Auth0UserDevice : Auth0Object
{
    /// <summary>The id of the credential: <c>dcr_…</c>.</summary>
    public string? Id { get; set; }

    /// <summary>The device's name, usually a user agent.</summary>
    public string? DeviceName { get; set; }

    /// <summary>The device's own id; usually empty for refresh tokens.</summary>
    public string? DeviceId { get; set; }

    /// <summary>Its type: <c>public_key</c>, <c>refresh_token</c>, <c>rotating_refresh_token</c>.</summary>
    public string? Type { get; set; }

    /// <summary>The user's id.</summary>
    public string? UserId { get; set; }

    /// <summary>The application's client id.</summary>
    public string? ClientId { get; set; }

    /// <summary>The device and its user.</summary>
    public override string ToString() => $"{DeviceName ?? Id} of {UserId}";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>Devices of users: <see href="https://auth0.com/docs/api/management/v2/device-credentials"/>.</summary>
    public static Auth0Resource<Auth0UserDevice> UserDevices { get; } =
        new("device-credentials", "device_credentials", Auth0JsonContext.Default.Auth0UserDevice);
}
