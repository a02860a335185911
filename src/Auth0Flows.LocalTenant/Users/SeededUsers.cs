using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>The users that are there from the start, each of them good for one thing to try.</summary>
internal static class SeededUsers
{
    // Everything that means something in a form, in JSON, in a shell or in a header, and a letter beyond ASCII.
    private const string AwkwardPassword = "pä$$ w+rd&=%\"1";

    public static void AddTo(UserStore users)
    {
        var alice = Add(users, "alice", AwkwardPassword);
        alice.Name = "Alice Adams";
        alice.PhoneNumber = "+15550100";

        Add(users, "bob").IsBlocked = true;
        Add(users, "carol").IsPasswordLeaked = true;

        var dave = Add(users, "dave");
        dave.Add(new Authenticator(AuthenticatorType.Otp) { Secret = Identifiers.NewOtpSecret(), IsActive = true });
        dave.Add(new Authenticator(AuthenticatorType.RecoveryCode) { Secret = Identifiers.NewRecoveryCode(), IsActive = true });

        var erin = Add(users, "erin");
        erin.PhoneNumber = "+15550123";
        erin.Add(new Authenticator(AuthenticatorType.Oob, "sms") { Address = erin.PhoneNumber, IsActive = true });

        Add(users, "frank").Add(new Authenticator(AuthenticatorType.Oob, Authenticator.Push) { IsActive = true });
        Add(users, "grace", connection: Connections.Employees).Username = "grace";
        Add(users, "heidi").RequiresMfa = true;
    }

    private static Auth0LocalTenantUser Add(UserStore users, string name, string? password = null, string connection = Connections.Default)
    {
        using var secure = SecureText.ReadOnly(password ?? Identifiers.NewPassword());
        return users.Add($"{name}@example.com", secure, connection);
    }
}
