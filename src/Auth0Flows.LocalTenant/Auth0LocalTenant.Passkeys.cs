using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant;

/// <content>The passkeys of users.</content>
public sealed partial class Auth0LocalTenant
{
    /// <summary>
    /// Enables passkeys for a connection: the setting <c>authentication_methods</c> of its options, which the Management API can change
    /// too. The applications "Web Portal" and "Mobile for iOS" may use passkeys. They belong to <c>localhost</c>, because an IP address
    /// can't be a relying party; the tenant acts as if its address was a custom domain. It accepts keys of ES256 and RS256.
    /// </summary>
    /// <param name="connection"><c>Username-Password-Authentication</c>, the default directory, or <c>employees</c>.</param>
    /// <param name="requiresUserVerification">
    /// Whether the authenticator must verify the user. Default: false; Auth0 only prefers it.
    /// </param>
    /// <exception cref="ArgumentException">There is no such directory.</exception>
    public void EnablePasskeys(string connection = Connections.Default, bool requiresUserVerification = false)
    {
        var name = NullIfEmpty(connection) ?? Connections.Default;
        if (!_directory.Connections.HavePasswords(name) || _directory.Connections.FindByName(name) is not { } found)
        {
            throw new ArgumentException($"There is no database connection {name}.", nameof(connection));
        }

        var options = found.Json["options"]?.DeepClone() as JsonObject ?? [];
        options["authentication_methods"] = new JsonObject
        {
            ["password"] = new JsonObject { ["enabled"] = true },
            ["passkey"] = new JsonObject { ["enabled"] = true },
        };
        _directory.Connections.Change(found.Id, new JsonObject { ["options"] = options });
        _authentication.Passkeys.SetUserVerification(name, requiresUserVerification);
    }

    /// <summary>
    /// Plays a user's authenticator that makes a passkey: the answer to a registration, as JSON. Where a real one answers, it isn't needed.
    /// </summary>
    /// <param name="options">The options as JSON: <c>authn_params_public_key</c> of <c>/passkey/register</c>.</param>
    /// <exception cref="ArgumentException">They aren't the options of a registration.</exception>
    public string CreatePasskey(string options) => _authentication.Authenticator.Create(ReadOptions(options)).ToJsonString();

    /// <summary>
    /// Plays a user's authenticator that signs with a passkey of <see cref="CreatePasskey"/>: the answer to a login, as JSON.
    /// </summary>
    /// <param name="user">The user.</param>
    /// <param name="options">The options as JSON: <c>authn_params_public_key</c> of <c>/passkey/challenge</c>.</param>
    /// <exception cref="ArgumentException">There is no such user, or these aren't options.</exception>
    /// <exception cref="InvalidOperationException">The user has no such passkey.</exception>
    public string SignWithPasskey(Auth0LocalTenantUser user, string options) =>
        _authentication.Authenticator.Sign(GetPasskeys(user), ReadOptions(options))?.ToJsonString()
        ?? throw new InvalidOperationException($"{user} has no passkey of CreatePasskey.");

    /// <summary>Gets the ids of a user's passkeys, as base64url.</summary>
    /// <param name="user">The user.</param>
    /// <exception cref="ArgumentException">There is no such user.</exception>
    public IReadOnlyList<string> GetPasskeys(Auth0LocalTenantUser user) =>
        _authentication.Passkeys.Of(Known(user).UserId).Select(static passkey => passkey.Id).ToArray(); // PowerShell can index it

    private static JsonObject ReadOptions(string options)
    {
        ArgumentException.ThrowIfNullOrEmpty(options);
        try
        {
            return JsonNode.Parse(options) as JsonObject
                ?? throw new ArgumentException("The options are not a JSON object.", nameof(options));
        }
        catch (JsonException failure)
        {
            throw new ArgumentException("The options are not valid JSON.", nameof(options), failure);
        }
    }
}
