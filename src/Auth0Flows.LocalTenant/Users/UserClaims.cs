using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>The claims of a user in ID tokens and /userinfo, by scope (OpenID Connect Core §5.4).</summary>
internal static class UserClaims
{
    public static JsonObject Of(Auth0LocalTenantUser user, IEnumerable<string> scopes)
    {
        var claims = new JsonObject();
        foreach (var scope in scopes)
        {
            switch (scope)
            {
                case "profile":
                    var name = user.Name ?? user.Email ?? user.PhoneNumber ?? user.UserId;
                    claims["nickname"] = user.Nickname ?? user.Username ?? user.Email?.Split('@')[0] ?? name;
                    claims["name"] = name;
                    claims["picture"] = user.Picture ?? UserPicture.Default;
                    claims["updated_at"] = Timestamp.Of(user.UpdatedAt);
                    break;
                case "email" when user.Email is not null:
                    claims["email"] = user.Email;
                    claims["email_verified"] = user.EmailVerified;
                    break;
                case "phone" when user.PhoneNumber is not null:
                    claims["phone_number"] = user.PhoneNumber;
                    claims["phone_number_verified"] = true;
                    break;
            }
        }

        claims["sub"] = user.UserId;
        return claims;
    }
}
