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
        var alice = Add("alice", AwkwardPassword, logins: 42, daysAgo: 0);
        alice.Name = "Alice Adams";
        alice.PhoneNumber = "+15550100";

        Add("bob", logins: 3, daysAgo: 120).IsBlocked = true;
        Add("carol", logins: 17, daysAgo: 200).IsPasswordLeaked = true;

        var dave = Add("dave", logins: 8, daysAgo: 1);
        dave.Add(new Authenticator(AuthenticatorType.Otp) { Secret = Identifiers.NewOtpSecret(), IsActive = true });
        dave.Add(new Authenticator(AuthenticatorType.RecoveryCode) { Secret = Identifiers.NewRecoveryCode(), IsActive = true });

        var erin = Add("erin", logins: 5, daysAgo: 20);
        erin.PhoneNumber = "+15550123";
        erin.Add(new Authenticator(AuthenticatorType.Oob, "sms") { Address = erin.PhoneNumber, IsActive = true });

        Add("frank", logins: 1, daysAgo: 91).Add(new Authenticator(AuthenticatorType.Oob, Authenticator.Push) { IsActive = true });
        Add("grace", connection: Connections.Employees, logins: 11, daysAgo: 300).Username = "grace";
        Add("heidi").RequiresMfa = true;

        Auth0LocalTenantUser Add(
            string name,
            string? password = null,
            string connection = Connections.Default,
            int logins = 0,
            int daysAgo = 0
        )
        {
            var secure = new Auth0LocalTenantSecret(password ?? Identifiers.NewPassword());
            var created = SeededUser.CreationOf(number);
            var user = new Auth0LocalTenantUser(SeededUser.IdOf(number), connection, secure, created) { Email = $"{name}@example.com" };
            if (logins > 0)
            {
                user.RememberLogins(logins, now.AddDays(-daysAgo).AddHours(-1));
            }

            users.Name(number++, user);
            return user;
        }
    }
}
