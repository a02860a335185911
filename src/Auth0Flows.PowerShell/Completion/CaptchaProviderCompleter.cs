namespace Auth0Flows.PowerShell;

/// <summary>Completes the providers of CAPTCHAs.</summary>
internal sealed class CaptchaProviderCompleter()
    : FixedCompleter(
        new("auth_challenge", "Auth0's own challenge"),
        new("simple_captcha", "Auth0's simple CAPTCHA"),
        new("recaptcha_v2"),
        new("recaptcha_enterprise"),
        new("hcaptcha"),
        new("friendly_captcha"),
        new("arkose")
    );
