using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation.Host;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Prompts the user at the host for a second factor. If the host can't prompt, the result is empty, and the error MfaRequired remains.
/// </summary>
internal sealed class HostMfaPrompt(Auth0CmdletBase cmdlet) : IAuth0MfaPrompt
{
    public async ValueTask<Auth0MfaAuthenticator?> ChooseAsync(
        IReadOnlyList<Auth0MfaAuthenticator> authenticators,
        CancellationToken cancellationToken
    )
    {
        // The initials of the types differ; several factors of a type are numbered.
        var areNumbered = authenticators.DistinctBy(static one => one.Type).Count() < authenticators.Count;
        var choices = new Collection<ChoiceDescription>();
        foreach (var (index, authenticator) in authenticators.Index())
        {
            var label = Describe(authenticator);
            choices.Add(
                new ChoiceDescription(
                    areNumbered
                        ? string.Create(CultureInfo.InvariantCulture, $"&{index + 1} {label}")
                        : $"&{char.ToUpperInvariant(label[0])}{label[1..]}",
                    authenticator.Id
                )
            );
        }

        var chosen = await AskAsync(
                ui => ui.PromptForChoice("Second factor", "How do you want to verify your identity?", choices, 0),
                otherwise: -1
            )
            .ConfigureAwait(false);
        return authenticators.ElementAtOrDefault(chosen); // defaulting to the first one would send a message to someone
    }

    public async ValueTask<SecureString> AskCodeAsync(
        Auth0MfaAuthenticator authenticator,
        bool hasRecoveryCode,
        string? refusal,
        CancellationToken cancellationToken
    ) =>
        await AskAsync(
                ui =>
                {
                    if (refusal is not null)
                    {
                        ui.WriteLine(
                            $"Not accepted: {refusal.TrimEnd('.')}. Try again, or press Enter to {(hasRecoveryCode ? "use the recovery code" : "give up")}."
                        );
                    }

                    var what = authenticator.Type switch
                    {
                        Auth0MfaAuthenticatorType.Otp => "One-time password",
                        Auth0MfaAuthenticatorType.RecoveryCode => "Recovery code",
                        _ => $"Code sent by {Describe(authenticator)}",
                    };
                    ui.Write(hasRecoveryCode ? $"{what} (press Enter to use the recovery code): " : $"{what}: ");
                    return ui.ReadLineAsSecureString();
                },
                new SecureString()
            )
            .ConfigureAwait(false);

    private static string Describe(Auth0MfaAuthenticator authenticator)
    {
        var kind = authenticator.Type switch
        {
            Auth0MfaAuthenticatorType.Otp => "one-time password",
            Auth0MfaAuthenticatorType.Sms => "text message",
            Auth0MfaAuthenticatorType.Voice => "call",
            Auth0MfaAuthenticatorType.Email => "e-mail",
            Auth0MfaAuthenticatorType.Push => "push notification",
            _ => "recovery code",
        };
        return authenticator.Name is null ? kind : $"{kind} ({authenticator.Name})";
    }

    private Task<T> AskAsync<T>(Func<PSHostUserInterface, T> ask, T otherwise) =>
        cmdlet.Pump.AskAsync(() =>
        {
            try
            {
                return cmdlet.AtHost(ask) ?? otherwise;
            }
            catch (Exception failure) when (HostPrompt.IsRefusal(failure))
            {
                return otherwise; // if the host can't prompt, the login fails with MfaRequired
            }
        });
}
