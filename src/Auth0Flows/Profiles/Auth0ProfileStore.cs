using System.Text;
using System.Text.Json;
using Auth0Flows.Profiles;
using Auth0Flows.Storage;

namespace Auth0Flows;

/// <summary>
/// The profiles in a folder: one JSON file each, readable by their owner only, and the name of the default profile. Profiles contain no
/// secrets.
/// </summary>
/// <param name="folder">The folder. It is created with the first profile.</param>
public sealed class Auth0ProfileStore(string folder)
{
    private const string Extension = ".json";
    private const int LargestFile = 1024 * 1024;

    /// <summary>The folder.</summary>
    public string Folder => folder;

    private string DefaultPath => Path.Combine(folder, "default");

    /// <summary>
    /// The user's own store: the folder <c>profiles</c> in the folder that <c>AUTH0_CONFIG_FOLDER</c> names; by default in
    /// <c>auth0flows</c> in <c>$XDG_CONFIG_HOME</c> or <c>~/.config</c> on Linux, <c>%APPDATA%</c> on Windows, <c>~/Library/Application
    /// Support</c> on macOS.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">
    /// The user has no such folder (<see cref="Auth0ErrorCode.ConfigurationFolderUnknown"/>).
    /// </exception>
    public static Auth0ProfileStore OfUser() => new(DataFolder.OfProfiles());

    /// <summary>The names of the profiles, sorted.</summary>
    public IReadOnlyList<string> Names =>
        Directory.Exists(folder)
            ? Directory
                .EnumerateFiles(folder, "*" + Extension)
                .Select(static path => Path.GetFileNameWithoutExtension(path))
                .Where(ProfileName.IsValid)
                .Order(StringComparer.OrdinalIgnoreCase)
                .ToArray()
            : [];

    /// <summary>The name of the default profile; null if there is none.</summary>
    public string? DefaultName
    {
        get
        {
            try
            {
                return ReadText(DefaultPath, 256)?.Trim() is { } name && ProfileName.IsValid(name) && File.Exists(PathOf(name))
                    ? name
                    : null;
            }
            catch (Auth0ConfigurationException)
            {
                return null; // a damaged file names none
            }
        }
    }

    /// <summary>Whether there is a profile of this name.</summary>
    public bool Contains(string name) => ProfileName.IsValid(name) && File.Exists(PathOf(name));

    /// <summary>When a profile was last written; null if there is no such profile.</summary>
    /// <param name="name">Its name.</param>
    public DateTimeOffset? ChangedAt(string name)
    {
        var file = new FileInfo(PathOf(ProfileName.Check(name)));
        return file.Exists ? (file.ResolveLinkTarget(returnFinalTarget: true) ?? file).LastWriteTimeUtc : null;
    }

    /// <summary>Reads a profile.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// There is no such profile (<see cref="Auth0ErrorCode.ProfileNotFound"/>); its file can't be read (<see
    /// cref="Auth0ErrorCode.FileNotReadable"/>), contains no profile (<see cref="Auth0ErrorCode.InvalidProfile"/>), is of a newer version
    /// (<see cref="Auth0ErrorCode.ProfileTooNew"/>), or may be changed by others (<see cref="Auth0ErrorCode.ProfileNotProtected"/>).
    /// </exception>
    public Auth0Profile Get(string name)
    {
        var path = PathOf(ProfileName.Check(name));
        var text =
            ReadText(path, LargestFile, FileProtection.OfProfile.Check)
            ?? throw new Auth0ConfigurationException(Auth0ErrorCode.ProfileNotFound, $"There is no profile '{name}' in {folder}.");
        ProfileFile file;
        try
        {
            file = JsonSerializer.Deserialize(text, ProfileJson.Default.ProfileFile) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw Invalid(path, $"it is not valid JSON (line {failure.LineNumber + 1})");
        }

        if (file.FileVersion > ProfileFile.Version)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ProfileTooNew,
                $"The profile {path} has version {file.FileVersion}; this module reads version {ProfileFile.Version}."
            );
        }

        var (profile, fault) = file.ToProfile(name, string.Equals(name, DefaultName, StringComparison.OrdinalIgnoreCase));
        return profile ?? throw Invalid(path, fault!);
    }

    /// <summary>Writes a profile. A profile of the same name is replaced.</summary>
    /// <param name="profile">The profile. If it is the default one, no other is any longer.</param>
    /// <exception cref="Auth0ConfigurationException">
    /// The name can't be used (<see cref="Auth0ErrorCode.InvalidProfileName"/>), or the file can't be written (<see
    /// cref="Auth0ErrorCode.FileNotWritable"/>).
    /// </exception>
    public void Save(Auth0Profile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var path = PathOf(ProfileName.Check(profile.Name));
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(ProfileFile.Of(profile), ProfileJson.Default.ProfileFile));
        if (profile.IsDefault)
        {
            SetDefault(profile.Name);
        }
    }

    /// <summary>Makes a profile the default one.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="Auth0ConfigurationException">The file can't be written.</exception>
    public void SetDefault(string name) => PrivateFile.Write(DefaultPath, Encoding.UTF8.GetBytes(ProfileName.Check(name)));

    /// <summary>Removes a profile. False if there was none.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="Auth0ConfigurationException">The file can't be removed.</exception>
    public bool Remove(string name)
    {
        var path = PathOf(ProfileName.Check(name));
        if (!File.Exists(path))
        {
            return false;
        }

        var isDefault = string.Equals(name, DefaultName, StringComparison.OrdinalIgnoreCase);
        PrivateFile.Delete(path);
        if (isDefault)
        {
            PrivateFile.Delete(DefaultPath);
        }

        return true;
    }

    // Names are compared without case on every system, as PowerShell does.
    private string PathOf(string name) =>
        Path.Combine(folder, (Names.FirstOrDefault(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name) + Extension);

    // Null if it is not there, or not there any longer.
    private static string? ReadText(string path, int largest, Action<string>? check = null)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > largest)
            {
                throw Invalid(path, "it is too large");
            }

            check?.Invoke(path);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.FileNotReadable, $"The file {path} can't be read: {failure.Message}");
        }
    }

    private static Auth0ConfigurationException Invalid(string path, string fault) =>
        new(Auth0ErrorCode.InvalidProfile, $"The profile {path} can't be used: {fault}.");
}
