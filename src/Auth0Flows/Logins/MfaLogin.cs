namespace Auth0Flows.Logins;

/// <summary>Completes a login that requires a second factor, interactively: list, select, challenge, prompt, complete.</summary>
/// <param name="mfa">The user's factors.</param>
/// <param name="signIn">Signs the user in by a grant.</param>
/// <param name="prompt">Prompts the user.</param>
/// <param name="activity">Receives requests and retries.</param>
internal sealed class MfaLogin(
    Auth0Mfa mfa,
    Func<MfaGrant, CancellationToken, Task<Auth0Token>> signIn,
    IAuth0MfaPrompt prompt,
    IProgress<Auth0Activity>? activity
)
{
    private const int Tries = 3;

    public async Task<Auth0Token> RunAsync(Auth0MfaRequiredException required, CancellationToken cancellationToken)
    {
        var challenge = required.Challenge;
        var listed = await mfa.ListAuthenticatorsAsync(challenge, activity, cancellationToken).ConfigureAwait(false);
        var usable = listed
            .Where(static one => one.IsActive && one.Type != Auth0MfaAuthenticatorType.Unknown)
            .OrderBy(static one => one.Type)
            .ToArray(); // the recovery code last; Auth0 lists it first
        var recovery = usable.FirstOrDefault(static one => one.Type == Auth0MfaAuthenticatorType.RecoveryCode);
        var authenticator = usable switch
        {
            [] => throw new Auth0MfaRequiredException(Auth0ErrorCode.MfaEnrollmentRequired, required.Message, challenge),
            [var only] => only,
            [var first, { Type: Auth0MfaAuthenticatorType.RecoveryCode }] => first,
            _ => await prompt.ChooseAsync(usable, cancellationToken).ConfigureAwait(false) ?? throw required,
        };
        if (authenticator.Type is not (Auth0MfaAuthenticatorType.Otp or Auth0MfaAuthenticatorType.RecoveryCode))
        {
            challenge = await mfa.RequestChallengeAsync(challenge, authenticator.Id, activity, cancellationToken).ConfigureAwait(false);
            if (challenge.BindingMethod is null)
            {
                return await signIn(new MfaOobGrant(challenge), cancellationToken).ConfigureAwait(false);
            }
        }

        string? refusal = null;
        for (var left = Tries; ; left--)
        {
            var fallback = authenticator == recovery ? null : recovery;
            using var code = await prompt
                .AskCodeAsync(authenticator, fallback is not null, refusal, cancellationToken)
                .ConfigureAwait(false);
            if (code.Length == 0)
            {
                authenticator = fallback ?? throw required; // the user gave up
                refusal = null;
                continue;
            }

            MfaGrant grant = authenticator.Type switch
            {
                Auth0MfaAuthenticatorType.Otp => new MfaOtpGrant(challenge, code),
                Auth0MfaAuthenticatorType.RecoveryCode => new MfaRecoveryCodeGrant(challenge, code),
                _ => new MfaOobGrant(challenge, code),
            };
            try
            {
                return await signIn(grant, cancellationToken).ConfigureAwait(false);
            }
            catch (Auth0TokenException failure)
                when (left > 1
                    && failure.Code
                        is (Auth0ErrorCode.InvalidOtp or Auth0ErrorCode.InvalidBindingCode or Auth0ErrorCode.InvalidRecoveryCode)
                )
            {
                refusal = failure.ErrorDescription ?? failure.Message;
            }
        }
    }
}
