using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Enrolls a second factor: for a login whose user has none yet, or an additional one for a token's user. Its first code, sent with
/// Get-Auth0Token -GrantType MfaOtp or MfaOob, confirms it.
/// </summary>
[Cmdlet(
    VerbsCommon.Add,
    "Auth0MfaAuthenticator",
    DefaultParameterSetName = TokenSet,
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low
)]
[OutputType(typeof(Auth0MfaEnrollment))]
public sealed class AddAuth0MfaAuthenticatorCommand : MfaCmdletBase
{
    /// <summary>The login: the target of the error MfaEnrollmentRequired.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ChallengeSet)]
    [ValidateNotNull]
    [NotText("Specify the challenge as an object: the target of the error MfaRequired, or the output of Request-Auth0MfaChallenge.")]
    public Auth0MfaChallenge? MfaChallenge { get; set; }

    /// <summary>A user's token for https://{domain}/mfa/ with enroll. Default: the session's.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = TokenSet)]
    [ValidateNotNull]
    [TokenObject]
    public Auth0Token? Token { get; set; }

    /// <summary>The type: Otp for an app, Sms and Voice with -PhoneNumber, Email, Push for the Guardian app.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateSet("Otp", "Sms", "Voice", "Email", "Push")]
    public string Type { get; set; } = "";

    /// <summary>The phone number for text messages and calls, with its country code: +15551234567.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PhoneNumber { get; set; }

    /// <summary>The e-mail address. Default: the user's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Email { get; set; }

    /// <summary>Doesn't show a QR code.</summary>
    [Parameter]
    public SwitchParameter NoQRCode { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var session = ResolveSession();
        var type = Enum.Parse<Auth0MfaAuthenticatorType>(Type, ignoreCase: true);
        var address = AddressOf(type);
        if (!ShouldProcess($"{MfaChallenge?.ToString() ?? session.ToString()}", $"Enrol a second factor of type {type}"))
        {
            return;
        }

        var enrollment = MfaChallenge is not null
            ? await session.Mfa.AddAuthenticatorAsync(MfaChallenge, type, address, Activity, cancellationToken).ConfigureAwait(true)
            : await session
                .Mfa.AddAuthenticatorAsync(
                    await ResolveTokenAsync(session, Token, cancellationToken).ConfigureAwait(true),
                    type,
                    address,
                    Activity,
                    cancellationToken
                )
                .ConfigureAwait(true);
        HostEnrollment.Show(this, enrollment, showsQRCode: !NoQRCode);
        RecoveryCodes.WriteWith(this, enrollment, enrollment.RecoveryCodes);
    }

    private protected override object? ErrorTarget => (object?)MfaChallenge ?? Token;

    private string? AddressOf(Auth0MfaAuthenticatorType type) =>
        (type, PhoneNumber, Email) switch
        {
            (Auth0MfaAuthenticatorType.Sms or Auth0MfaAuthenticatorType.Voice, null, _) => throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingParameter,
                $"{type} needs -PhoneNumber."
            ),
            (Auth0MfaAuthenticatorType.Sms or Auth0MfaAuthenticatorType.Voice, _, null) => PhoneNumber,
            (Auth0MfaAuthenticatorType.Email, null, _) => Email,
            (_, null, null) => null,
            _ => throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                $"{(PhoneNumber is null || type is Auth0MfaAuthenticatorType.Sms or Auth0MfaAuthenticatorType.Voice ? "-Email" : "-PhoneNumber")} can't be used with {type}."
            ),
        };
}
