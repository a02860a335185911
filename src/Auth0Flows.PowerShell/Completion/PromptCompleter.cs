using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>Completes the prompts: <see href="https://auth0.com/docs/api/management/v2/prompts/put-custom-text-by-language"/>.</summary>
internal sealed class PromptCompleter : WordCompleter
{
    private static readonly string[] _prompts =
    [
        "login",
        "login-id",
        "login-password",
        "login-passwordless",
        "login-email-verification",
        "signup",
        "signup-id",
        "signup-password",
        "phone-identifier-enrollment",
        "phone-identifier-challenge",
        "email-identifier-challenge",
        "reset-password",
        "custom-form",
        "consent",
        "customized-consent",
        "logout",
        "mfa-push",
        "mfa-otp",
        "mfa-voice",
        "mfa-phone",
        "mfa-webauthn",
        "mfa-sms",
        "mfa-email",
        "mfa-recovery-code",
        "mfa",
        "status",
        "device-flow",
        "email-verification",
        "email-otp-challenge",
        "organizations",
        "invitation",
        "common",
        "passkeys",
        "captcha",
        "brute-force-protection",
        "async-approval-flow",
        "confirmation",
    ];

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        _prompts.Select(static prompt => new Suggestion(prompt));
}
