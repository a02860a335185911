namespace Auth0Flows.PowerShell;

/// <summary>Completes the triggers at which actions run.</summary>
internal sealed class ActionTriggerCompleter()
    : FixedCompleter(
        new("post-login", "After a login, and when a refresh token is used"),
        new("credentials-exchange", "When an application gets a token of its own"),
        new("pre-user-registration", "Before a user is added"),
        new("post-user-registration", "After a user was added"),
        new("post-change-password", "After a password was changed"),
        new("send-phone-message", "When a code is sent to a phone"),
        new("password-reset-post-challenge", "After the first challenge of a password reset"),
        new("login-post-identifier", "After a user entered an identifier to log in"),
        new("signup-post-identifier", "After a user entered an identifier to sign up"),
        new("post-credential-validation", "After a password was checked"),
        new("custom-token-exchange", "When a token is exchanged"),
        new("custom-phone-provider", "The tenant's own phone provider"),
        new("custom-email-provider", "The tenant's own e-mail provider"),
        new("password-hash-migration", "When a password with another hash is checked"),
        new("event-stream", "When an event stream delivers an event")
    );

/// <summary>Completes the runtimes of actions.</summary>
internal sealed class ActionRuntimeCompleter() : FixedCompleter(new("node22", "The default"), new("node18", "For older actions"));
