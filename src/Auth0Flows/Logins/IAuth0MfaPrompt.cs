using System.Security;

namespace Auth0Flows;

/// <summary>The person at the other end, who is asked for a second factor.</summary>
public interface IAuth0MfaPrompt
{
    /// <summary>Chooses one of several factors. Null ends the login.</summary>
    ValueTask<Auth0MfaAuthenticator?> ChooseAsync(IReadOnlyList<Auth0MfaAuthenticator> authenticators, CancellationToken cancellationToken);

    /// <summary>The code of this factor. If it is empty, the login continues with the recovery code, or ends if there is none.</summary>
    /// <param name="authenticator">The factor.</param>
    /// <param name="hasRecoveryCode">Whether the user has a recovery code for when this factor is lost.</param>
    /// <param name="refusal">Why the code before this one was not taken; null the first time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    ValueTask<SecureString> AskCodeAsync(
        Auth0MfaAuthenticator authenticator,
        bool hasRecoveryCode,
        string? refusal,
        CancellationToken cancellationToken
    );
}
