namespace Auth0Flows.Fuzz;

/// <summary>The token endpoint's refusal, with the login that waits for a second factor: RFC 6749 §5.2, Auth0's MFA API.</summary>
internal sealed class TokenRefusalTarget : RefusalTarget
{
    private static readonly PasswordGrant _grant = new(
        "ada",
        "password".ToSecret().ToSecureString(),
        "https://api.example.com/",
        ["openid"]
    );

    public override string Name => "token-refusals";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"error\"",
        "\"error_description\"",
        "\"code\"",
        "\"message\"",
        "\"mfa_required\"",
        "\"mfa_token\"",
        "\"mfa-token-123\"",
        "\"mfa_requirements\"",
        "\"challenge\"",
        "\"enroll\"",
        "\"type\"",
        "\"otp\"",
        "\"access_denied\"",
        "\"Unauthorized\"",
        "\"Service not found: https://api/\"",
        "\"Client has not been granted scopes: x\"",
        "\"invalid_grant\"",
        "\"invalid_client\"",
        "\"unauthorized\"",
        "\"user is blocked\"",
        "\"too_many_attempts\"",
        "\"association_required\"",
        "\"authorization_pending\"",
        "\"slow_down\"",
        "\"invalid_request\"",
        "\"organization\"",
        "\"password_leaked\"",
        "\"client is not authorized to access\"",
    ];

    protected override Auth0Exception ReadRefusal(HttpExchange answer)
    {
        var refusal = TokenRefusal.Read(answer, _grant, Tenant.Domain, Tenant.ClientId, Tenant.Now);
        if (refusal is Auth0MfaRequiredException { Challenge: var challenge })
        {
            Must.Hold(challenge.MfaToken.Length > 0 && challenge.ExpiresAt > Tenant.Now, "A challenge holds nothing to go on with.");
            Must.Hold(
                challenge.IsEnrollmentRequired == (refusal.Code == Auth0ErrorCode.MfaEnrollmentRequired),
                "An enrolment has another name."
            );
            Must.Hold(
                !challenge.ToString().Contains(challenge.MfaToken.Reveal(), StringComparison.Ordinal) || challenge.MfaToken.Length < 8,
                "The MFA token is in what is shown."
            );
        }

        return refusal;
    }
}
