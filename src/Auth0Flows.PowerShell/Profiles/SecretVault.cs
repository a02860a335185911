using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Reads secrets from vaults through the cmdlets of Microsoft.PowerShell.SecretManagement, so that every vault with an extension for it
/// can be used.
/// </summary>
internal static class SecretVault
{
    private const string Command = @"Microsoft.PowerShell.SecretManagement\Get-Secret";

    // What a hashtable may call the secret; PowerShell's hashtables ignore case.
    private static readonly string[] _keys = ["ClientSecret", "client_secret", "Secret"];

    [ThreadStatic]
    private static bool _isSilent;

    /// <summary>Runs something on this thread without reading a vault: at Tab, a vault must not ask for its password.</summary>
    public static T Silently<T>(Func<T> act)
    {
        try
        {
            _isSilent = true;
            return act();
        }
        finally
        {
            _isSilent = false;
        }
    }

    /// <summary>Reads a secret. Runs on the pipeline's thread.</summary>
    /// <exception cref="Auth0ConfigurationException">There is no such secret or vault, or it can't be read.</exception>
    public static SecureString Read(string vault, string name)
    {
        if (_isSilent)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.VaultUnavailable, $"The vault '{vault}' is not read here.");
        }

        object? value;
        try
        {
            value = ScriptBlock
                .Create($"param($vault, $name) {Command} -Vault $vault -Name $name -ErrorAction Stop")
                .InvokeReturnAsIs(vault, name);
        }
        catch (CommandNotFoundException)
        {
            throw NotInstalled(vault);
        }
        catch (RuntimeException failure)
        {
            throw FailureOf(failure, vault, name);
        }

        return AsSecret(value)
            ?? throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidVaultSecret,
                $"The secret '{name}' of the vault '{vault}' is {Article(value)}, which contains no client secret."
            );
    }

    /// <summary>What an error of SecretManagement's cmdlets means.</summary>
    public static Auth0ConfigurationException FailureOf(RuntimeException failure, string vault, string name) =>
        failure.ErrorRecord.FullyQualifiedErrorId.Split(',')[0] switch
        {
            "CommandNotFoundException" or "CouldNotAutoLoadModule" or "CouldNotAutoloadMatchingModule" => NotInstalled(vault),
            "GetSecretVaultNotFound" => new(Auth0ErrorCode.VaultNotFound, $"No vault named '{vault}' is registered."),
            "GetSecretNotFound" => new(Auth0ErrorCode.VaultSecretNotFound, $"The vault '{vault}' has no secret named '{name}'."),
            _ => new(Auth0ErrorCode.VaultUnavailable, $"The vault '{vault}' can't be used: {failure.ErrorRecord.Exception.Message}"),
        };

    private static Auth0ConfigurationException NotInstalled(string vault) =>
        new(
            Auth0ErrorCode.VaultUnavailable,
            $"The vault '{vault}' can't be used: the module Microsoft.PowerShell.SecretManagement is not installed."
        );

    private static SecureString? AsSecret(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            SecureString { Length: > 0 } secret => secret,
            string { Length: > 0 } text => new NetworkCredential("", text).SecurePassword,
            PSCredential { Password.Length: > 0 } credential => credential.Password,
            Hashtable table => _keys.Where(table.ContainsKey).Select(key => AsSecret(table[key])).FirstOrDefault(),
            _ => null,
        };

    private static string Article(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            null => "null",
            string or SecureString or PSCredential => "empty",
            Hashtable => "a hashtable without the key ClientSecret",
            var other => $"a {other.GetType().Name}",
        };
}
