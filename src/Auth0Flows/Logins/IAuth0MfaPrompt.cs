using System.Security;

namespace Auth0Flows;

/// <summary>Prompts the user for a second factor.</summary>
public interface IAuth0MfaPrompt
{
    /// <summary>Selects one of several factors. Null ends the login.</summary>
    ValueTask<Auth0MfaAuthenticator?> ChooseAsync(IReadOnlyList<Auth0MfaAuthenticator> authenticators, CancellationToken cancellationToken);

    /// <summary>
    /// Gets the code of this factor. If it is empty, the login continues with the recovery code, or ends if there is none.
    /// </summary>
    /// <param name="authenticator">The factor.</param>
    /// <param name="hasRecoveryCode">Whether the user has a recovery code in case this factor is lost.</param>
    /// <param name="refusal">Why the previous code was rejected; null for the first code.</param>
    /// <param name="cancellationToken">Cancels the prompt.</param>
    ValueTask<SecureString> AskCodeAsync(
        Auth0MfaAuthenticator authenticator,
        bool hasRecoveryCode,
        string? refusal,
        CancellationToken cancellationToken
    );
}
