namespace Auth0Flows.PowerShell;

/// <summary>Sessions made from saved profiles.</summary>
internal static class ProfileSession
{
    /// <summary>
    /// The profile that <c>AUTH0_PROFILE</c> names, else the default one; null if there is neither.
    /// </summary>
    public static string? DefaultName => FromEnvironment ?? Auth0ProfileStore.OfUser().DefaultName;

    /// <summary>The profile that <c>AUTH0_PROFILE</c> names.</summary>
    public static string? FromEnvironment =>
        Environment.GetEnvironmentVariable("AUTH0_PROFILE") is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null;

    /// <summary>A session from a saved profile, without asking anybody.</summary>
    /// <param name="name">The profile's name.</param>
    /// <param name="audience">The default audience instead of the profile's.</param>
    /// <param name="organization">The default organization instead of the profile's.</param>
    /// <exception cref="Auth0ConfigurationException">The profile can't be used, or its secret is missing.</exception>
    public static Auth0Session Create(string name, string? audience = null, string? organization = null) =>
        Create(Auth0ProfileStore.OfUser().Get(name), audience, organization);

    /// <inheritdoc cref="Create(string, string?, string?)"/>
    /// <param name="profile">The profile.</param>
    /// <param name="audience">The default audience instead of the profile's.</param>
    /// <param name="organization">The default organization instead of the profile's.</param>
    /// <param name="scope">The default scopes instead of the profile's.</param>
    /// <param name="dpop">Whether tokens are bound to a key even if the profile doesn't say so.</param>
    public static Auth0Session Create(
        Auth0Profile profile,
        string? audience = null,
        string? organization = null,
        IReadOnlyList<string>? scope = null,
        bool dpop = false
    )
    {
        profile = profile with
        {
            Audience = audience ?? profile.Audience,
            Organization = organization ?? profile.Organization,
            Scope = scope ?? profile.Scope,
            DPoP = dpop || profile.DPoP,
        };
        return new Auth0Session(
            OptionsOf(profile, new ProfileSecret(profile, given: null, ask: null).CreateClient()).WithStore(profile.TokenStore)
        );
    }

    /// <summary>The options of a session from a profile.</summary>
    public static Auth0SessionOptions OptionsOf(Auth0Profile profile, Auth0ClientAuthentication client) =>
        new()
        {
            Domain = profile.Domain,
            Client = client,
            Name = profile.Name,
            Profile = profile.Name,
            FederatedToken = profile is { FederatedToken: { } source, SubjectTokenType: { } type }
                ? Auth0FederatedToken.Parse(source, type, profile.FederatedTokenAudience)
                : null,
            Audience = profile.Audience,
            Scope = profile.Scope,
            Organization = profile.Organization,
            ManagementAudience = profile.ManagementAudience,
            DPoP = profile.DPoP,
            HostVersion = HostVersion.Value,
            LocalTenantCertificate = RunspaceState.Current.MtlsCertificateOf(profile.Domain),
        };
}
