namespace Auth0Flows.Storage;

/// <summary>The folders of the user: settings, and data of this machine.</summary>
internal static class DataFolder
{
    /// <summary>
    /// For profiles: <c>profiles</c> in <c>AUTH0_CONFIG_FOLDER</c>, by default in <c>auth0flows</c> in the user's configuration folder.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">The user has none.</exception>
    public static string OfProfiles() => Find("profiles", Environment.SpecialFolder.ApplicationData, "configuration", "XDG_CONFIG_HOME");

    /// <summary>
    /// For tokens: <c>tokens</c> in <c>AUTH0_CONFIG_FOLDER</c>, by default in <c>auth0flows</c> in the user's folder for data that doesn't
    /// follow them to other machines: <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>, <c>%LOCALAPPDATA%</c>.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">The user has none.</exception>
    public static string OfTokens() => Find("tokens", Environment.SpecialFolder.LocalApplicationData, "data", "XDG_DATA_HOME");

    private static string Find(string name, Environment.SpecialFolder special, string kind, string variable) =>
        Environment.GetEnvironmentVariable("AUTH0_CONFIG_FOLDER") is { } named && !string.IsNullOrWhiteSpace(named)
            ? Path.Combine(Path.GetFullPath(named), name)
        : Environment.GetFolderPath(special, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } root
            ? Path.Combine(root, "auth0flows", name)
        : throw new Auth0ConfigurationException(
            Auth0ErrorCode.ConfigurationFolderUnknown,
            $"The user has no {kind} folder: neither HOME nor {variable} is set."
        );
}
