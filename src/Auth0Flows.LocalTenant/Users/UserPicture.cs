namespace Auth0Flows.LocalTenant.Users;

/// <summary>The picture of users without one: Auth0 uses Gravatar.</summary>
internal static class UserPicture
{
    public const string Default = "https://s.gravatar.com/avatar/00000000000000000000000000000000?d=mp";
}
