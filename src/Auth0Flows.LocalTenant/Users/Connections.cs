namespace Auth0Flows.LocalTenant.Users;

/// <summary>The connections of the tenant: two databases, and two for passwordless logins.</summary>
internal static class Connections
{
    /// <summary>The default directory, used by logins that name no realm.</summary>
    public const string Default = "Username-Password-Authentication";

    public const string Employees = "employees";

    public const string Email = "email";

    public const string Sms = "sms";

    public static bool ArePasswordless(string name) => name is Email or Sms;
}
