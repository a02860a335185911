using Auth0Flows.LocalTenant.Applications;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>The named users that exist from the start, each for one scenario.</summary>
internal static class SeededUsers
{
    /// <summary>The number of named users.</summary>
    public const int Count = 8;

    // All special characters of forms, JSON, shells and headers, and a non-ASCII letter.
    private const string AwkwardPassword = "pä$$ w+rd&=%\"1";

    public static void AddTo(UserStore users, DateTimeOffset now)
    {
        var number = 0;
        var alice = Add("alice", AwkwardPassword);
        alice.Name = "Alice Adams";
        alice.PhoneNumber = "+15550100";

        Add("bob").IsBlocked = true;
        Add("carol").IsPasswordLeaked = true;

        var dave = Add("dave");
        dave.Add(new Authenticator(AuthenticatorType.Otp) { Secret = Identifiers.NewOtpSecret(), IsActive = true });
        dave.Add(new Authenticator(AuthenticatorType.RecoveryCode) { Secret = Identifiers.NewRecoveryCode(), IsActive = true });

        var erin = Add("erin");
        erin.PhoneNumber = "+15550123";
        erin.Add(new Authenticator(AuthenticatorType.Oob, "sms") { Address = erin.PhoneNumber, IsActive = true });

        Add("frank").Add(new Authenticator(AuthenticatorType.Oob, Authenticator.Push) { IsActive = true });
        Add("grace", connection: Connections.Employees).Username = "grace";
        Add("heidi").RequiresMfa = true;

        Auth0LocalTenantUser Add(string name, string? password = null, string connection = Connections.Default)
        {
            var secure = new Auth0LocalTenantSecret(password ?? Identifiers.NewPassword());
            var user = new Auth0LocalTenantUser(SeededUser.IdOf(number), connection, secure, now) { Email = $"{name}@example.com" };
            users.Name(number++, user);
            return user;
        }
    }
}
