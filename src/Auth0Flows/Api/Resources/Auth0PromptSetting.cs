using Auth0Flows.Api.Resources;

namespace Auth0Flows;

/// <summary>
/// The settings of the login pages: <see href="https://auth0.com/docs/api/management/v2/prompts/get-prompts"/>.
/// </summary>
public sealed class Auth0PromptSetting : Auth0Object
{
    /// <summary>Which login pages the tenant uses: <c>new</c> or <c>classic</c>.</summary>
    public string? UniversalLoginExperience { get; set; }

    /// <summary>Whether the identifier is asked on a page of its own, before the password.</summary>
    public bool? IdentifierFirst { get; set; }

    /// <summary>Whether identifier-first logins offer the device's own authenticator (WebAuthn).</summary>
    public bool? WebauthnPlatformFirstFactor { get; set; }

    /// <summary>Which login pages the tenant uses.</summary>
    public override string ToString() => UniversalLoginExperience ?? "";
}

/// <content>The paths of these objects in the Management API.</content>
public static partial class Auth0Resources
{
    /// <summary>The settings of the login pages: <see href="https://auth0.com/docs/api/management/v2/prompts/get-prompts"/>.</summary>
    public static Auth0Resource<Auth0PromptSetting> PromptSettings { get; } =
        new("prompts", "", Auth0JsonContext.Default.Auth0PromptSetting, Auth0Paging.None);
}
