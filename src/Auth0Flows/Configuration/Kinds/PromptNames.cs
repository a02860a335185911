namespace Auth0Flows.Configuration.Kinds;

/// <summary>The prompts of Universal Login that can have own texts, and those that can have own snippets of HTML.</summary>
internal static class PromptNames
{
    // https://auth0.com/docs/api/management/v2/prompts/get-custom-text-by-language
    public static readonly string[] WithTexts =
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
        "captcha",
        "passkeys",
        "brute-force-protection",
    ];

    // https://auth0.com/docs/api/management/v2/prompts/get-partials
    public static readonly string[] WithPartials =
    [
        "login",
        "login-id",
        "login-password",
        "login-passwordless",
        "signup",
        "signup-id",
        "signup-password",
        "passkeys",
    ];
}
