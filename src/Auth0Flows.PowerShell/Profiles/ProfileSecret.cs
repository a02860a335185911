using System.Net;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Where the secret of a profile comes from: the caller, its vault, the environment, and last a person.
/// </summary>
/// <param name="profile">The profile.</param>
/// <param name="given">What the caller specified.</param>
/// <param name="ask">Asks a person, who may answer with nothing; null if nobody can be asked.</param>
internal sealed class ProfileSecret(Auth0Profile profile, SecureString? given, Func<string, SecureString?>? ask)
{
    /// <summary>The application's proof of its identity.</summary>
    /// <exception cref="Auth0ConfigurationException">The secret is missing or can't be used.</exception>
    public Auth0ClientAuthentication CreateClient() =>
        profile.ClientAuthenticationMethod switch
        {
            Auth0ClientAuthenticationMethod.None => Auth0ClientAuthentication.None(profile.ClientId),
            var method when method.UsesKey() => CreateKeyClient(),
            var method => CreateSecretClient(method),
        };

    private Auth0ClientAuthentication CreateSecretClient(Auth0ClientAuthenticationMethod method)
    {
        var secret =
            Stored("AUTH0_CLIENT_SECRET")
            ?? ask?.Invoke($"Client secret of {profile.ClientId} at {profile.Domain}")
            ?? throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingClientSecret,
                $"The profile {profile.Name} needs the secret of {profile.ClientId}: no vault, no -ClientSecret and no AUTH0_CLIENT_SECRET specifies it, and nobody typed it."
            );
        return method == Auth0ClientAuthenticationMethod.ClientSecretBasic
            ? Auth0ClientAuthentication.SecretBasic(profile.ClientId, secret)
            : Auth0ClientAuthentication.SecretPost(profile.ClientId, secret);
    }

    private Auth0ClientAuthentication CreateKeyClient()
    {
        try
        {
            return KeyClient(
                Stored(profile.CertificatePath is null ? "AUTH0_PRIVATE_KEY_PASSPHRASE" : "AUTH0_CLIENT_CERTIFICATE_PASSPHRASE")
            );
        }
        catch (Auth0ConfigurationException failure) when (failure.Code == Auth0ErrorCode.PassphraseMissing && ask is not null)
        {
            return KeyClient(ask($"Passphrase of {profile.PrivateKeyPath ?? profile.CertificatePath}"));
        }
    }

    private Auth0ClientAuthentication KeyClient(SecureString? passphrase) =>
        profile.CertificateThumbprint is not null
            ? Auth0ClientAuthentication.CertificateStore(
                profile.ClientId,
                profile.CertificateThumbprint,
                profile.ClientAuthenticationMethod,
                profile.KeyId,
                profile.SigningAlgorithm
            )
        : profile.CertificatePath is not null
            ? Auth0ClientAuthentication.CertificateFile(
                profile.ClientId,
                profile.CertificatePath,
                passphrase,
                profile.ClientAuthenticationMethod,
                profile.KeyId,
                profile.SigningAlgorithm
            )
        : Auth0ClientAuthentication.PrivateKeyFile(
            profile.ClientId,
            profile.PrivateKeyPath!,
            passphrase,
            profile.KeyId,
            profile.SigningAlgorithm
        );

    private SecureString? Stored(string variable) =>
        given is { Length: > 0 } ? given
        : profile.Vault is not null ? SecretVault.Read(profile.Vault, profile.VaultSecretName!)
        : FromEnvironment(variable);

    // Not the secret of another application.
    private SecureString? FromEnvironment(string variable) =>
        Environment.GetEnvironmentVariable("AUTH0_CLIENT_ID") is { Length: > 0 } other && other != profile.ClientId ? null
        : Environment.GetEnvironmentVariable(variable) is { } text && !string.IsNullOrWhiteSpace(text)
            ? new NetworkCredential("", text).SecurePassword
        : null;
}
