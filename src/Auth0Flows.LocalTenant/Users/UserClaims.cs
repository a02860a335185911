using System.Globalization;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>What ID tokens and /userinfo say of a user, by scopes (OpenID Connect Core §5.4).</summary>
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
                    claims["nickname"] = user.Username ?? user.Email?.Split('@')[0] ?? name;
                    claims["name"] = name;
                    claims["picture"] = "https://s.gravatar.com/avatar/00000000000000000000000000000000?d=mp";
                    claims["updated_at"] = user.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
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
