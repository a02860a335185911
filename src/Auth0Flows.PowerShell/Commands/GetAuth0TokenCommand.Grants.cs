namespace Auth0Flows.PowerShell;

// Converts parameters to a grant, and a grant to a token.
public sealed partial class GetAuth0TokenCommand
{
    private Auth0Grant CreateGrant(Auth0Session session)
    {
        Auth0Grant grant = ParameterSetName switch
        {
            PasswordSet => new PasswordGrant(
                Credential!.UserName,
                Credential.Password,
                Audience ?? session.Audience,
                Scope ?? session.Scope
            )
            {
                AuthorizationDetails = Details,
                Realm = Realm,
                ForwardedFor = ForwardedFor,
            },
            EmailSet => new PasswordlessOtpGrant(Email!, Otp!, "email", Audience ?? session.Audience, Scope ?? session.Scope)
            {
                AuthorizationDetails = Details,
            },
            SmsSet => new PasswordlessOtpGrant(PhoneNumber!, Otp!, "sms", Audience ?? session.Audience, Scope ?? session.Scope)
            {
                AuthorizationDetails = Details,
            },
            PasswordlessSet => new PasswordlessOtpGrant(
                PasswordlessLogin!.Username,
                Otp!,
                PasswordlessLogin.Realm,
                PasswordlessLogin.Audience ?? session.Audience,
                PasswordlessLogin.Scope
            )
            {
                AuthorizationDetails = Details,
            },
            CodeSet => new AuthorizationCodeGrant(Code!, RedirectUri, CodeVerifier, Organization ?? session.Organization) { Nonce = Nonce },
            DeviceSet => new DeviceCodeGrant(DeviceCode!),
            _ when PipedLogin is { } login => login.ToGrant(),
            OtpSet => new MfaOtpGrant(MfaChallenge!, Otp!),
            RecoveryCodeSet => new MfaRecoveryCodeGrant(MfaChallenge!, RecoveryCode!),
            ExchangeSet when ActorToken is null != ActorTokenType is null => throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "-ActorToken and -ActorTokenType must be used together."
            ),
            ExchangeSet => new TokenExchangeGrant(
                SubjectToken!,
                SubjectTokenType,
                Audience ?? session.Audience,
                Scope ?? session.Scope,
                Organization ?? session.Organization
            )
            {
                AuthorizationDetails = Details,
                RequestedTokenType = RequestedTokenType,
                ActorToken = ActorToken,
                ActorTokenType = ActorTokenType,
            },
            _ => CreateOobGrant(PipedChallenge!),
        };
        if (IsBound(nameof(GrantType)) && GrantType != grant.GrantType)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                $"The specified parameters belong to the grant type {grant.GrantType}, not to {GrantType}."
            );
        }

        return grant;
    }

    private MfaOobGrant CreateOobGrant(Auth0MfaChallenge challenge)
    {
        if (IsBound(nameof(GrantType)) && GrantType != Auth0GrantType.MfaOob)
        {
            throw Incomplete(GrantType);
        }

        return challenge switch
        {
            { OobCode: null } => throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "No out-of-band challenge has been requested for this login yet."
            ),
            { BindingMethod: "prompt" } when BindingCode is null => throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                "The user received a code; specify it as -BindingCode."
            ),
            _ => new MfaOobGrant(challenge, BindingCode),
        };
    }

    // If only a grant type was specified.
    private static Auth0ConfigurationException Incomplete(Auth0GrantType grantType) =>
        new(Auth0ErrorCode.MissingParameter, $"The grant type {grantType} needs {NeedsOf(grantType)}.");

    private static string NeedsOf(Auth0GrantType grantType) =>
        grantType switch
        {
            Auth0GrantType.Password => "-Credential",
            Auth0GrantType.AuthorizationCode => "-Code and -RedirectUri",
            Auth0GrantType.DeviceCode => "-DeviceCode",
            Auth0GrantType.Ciba => "-BackchannelLogin, the object from Start-Auth0BackchannelLogin -NoWait",
            Auth0GrantType.Passkey => "the answer of an authenticator: use Start-Auth0PasskeyLogin and Complete-Auth0PasskeyLogin",
            Auth0GrantType.MfaOtp => "-MfaChallenge and -Otp",
            Auth0GrantType.MfaOob => "-MfaChallenge",
            Auth0GrantType.MfaRecoveryCode => "-MfaChallenge and -RecoveryCode",
            Auth0GrantType.PasswordlessOtp => "-Otp, and -Email, -PhoneNumber or the object from Start-Auth0PasswordlessLogin",
            Auth0GrantType.TokenExchange => "-SubjectToken and -SubjectTokenType",
            Auth0GrantType.External => "a token that was obtained elsewhere: use Connect-Auth0 -Token",
            _ => "a refresh token: use Update-Auth0Token, which accepts tokens from the pipeline",
        };

    private async Task<Auth0Token> SignInAsync(Auth0Session session, Auth0Grant grant, CancellationToken cancellationToken)
    {
        if (Otp is not null && grant is PasswordGrant)
        {
            return await session.SignInAsync(grant, Otp, Activity, cancellationToken).ConfigureAwait(true);
        }

        return !NonInteractive && grant is not MfaGrant && HostPrompt.IsPersonThere(this)
            ? await session.SignInAsync(grant, new HostMfaPrompt(this), Activity, cancellationToken).ConfigureAwait(true)
            : await session.GetTokenAsync(grant, Activity, cancellationToken: cancellationToken).ConfigureAwait(true);
    }
}
