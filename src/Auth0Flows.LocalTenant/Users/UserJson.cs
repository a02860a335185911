using System.Text.Json;
using Auth0Flows.LocalTenant.Management;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>The JSON of a user in the Management API, and its values for searches (Auth0, "User Profile Structure").</summary>
internal static class UserJson
{
    public static void Write(Utf8JsonWriter json, IUserProfile user, FieldSelection fields)
    {
        json.WriteStartObject();
        var writer = new ResourceWriter(json, fields);
        writer.Text("user_id", user.UserId);
        writer.Time("created_at", user.CreatedAt);
        writer.Text("email", user.Email);
        writer.Flag("email_verified", user.Email is null ? null : user.EmailVerified);
        writer.Text("username", user.Username);
        writer.Text("phone_number", user.PhoneNumber);
        writer.Flag("phone_verified", user.PhoneNumber is null ? null : user.PhoneVerified ?? false);
        if (fields.Includes("identities"))
        {
            json.WriteStartArray("identities");
            WriteIdentity(json, user, showsProfile: false);
            foreach (var linked in user.Linked)
            {
                WriteIdentity(json, linked, showsProfile: true);
            }

            json.WriteEndArray();
        }

        writer.Text("name", Name(user));
        writer.Text("nickname", Nickname(user));
        writer.Text("given_name", user.GivenName);
        writer.Text("family_name", user.FamilyName);
        writer.Text("picture", user.Picture ?? UserPicture.Default);
        writer.Time("updated_at", user.UpdatedAt);

        // Only shown if true.
        writer.Flag("blocked", user.IsBlocked ? true : null);
        writer.Node("user_metadata", user.UserMetadata);
        writer.Node("app_metadata", user.AppMetadata);
        if (user.LoginCount > 0)
        {
            writer.Time("last_login", user.LastLogin);
            writer.Text("last_ip", user.LastAddress);
            writer.Number("logins_count", user.LoginCount);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes all identities with their profiles, as the responses of linking and unlinking have them.</summary>
    public static void WriteIdentities(Utf8JsonWriter json, IUserProfile user)
    {
        json.WriteStartArray();
        foreach (var identity in user.Linked.Prepend(user))
        {
            WriteIdentity(json, identity, showsProfile: true);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the short form, used for members and for the users of a role.</summary>
    public static void WriteShort(Utf8JsonWriter json, IUserProfile user, FieldSelection fields, Action<ResourceWriter>? more = null)
    {
        json.WriteStartObject();
        var writer = new ResourceWriter(json, fields);
        writer.Text("user_id", user.UserId);
        writer.Text("email", user.Email);
        writer.Text("picture", user.Picture ?? UserPicture.Default);
        writer.Text("name", Name(user));
        more?.Invoke(writer);
        json.WriteEndObject();
    }

    /// <summary>The values of a property for searches: text, numbers, true and false, times.</summary>
    public static IEnumerable<object?> Lookup(IUserProfile user, string path) =>
        path switch
        {
            "user_id" => [user.UserId],
            "email" => [user.Email],
            "email_verified" => [user.Email is null ? null : user.EmailVerified],
            "email.domain" => [user.Email?[(user.Email.IndexOf('@', StringComparison.Ordinal) + 1)..]],
            "username" => [user.Username],
            "phone_number" => [user.PhoneNumber],
            "phone_verified" => [user.PhoneVerified],
            "name" => [Name(user)],
            "nickname" => [Nickname(user)],
            "given_name" => [user.GivenName],
            "family_name" => [user.FamilyName],
            "picture" => [user.Picture ?? UserPicture.Default],
            "blocked" => [user.IsBlocked],
            "created_at" => [user.CreatedAt],
            "updated_at" => [user.UpdatedAt],
            "last_login" => [user.LoginCount > 0 ? user.LastLogin : null],
            "last_ip" => [user.LoginCount > 0 ? user.LastAddress : null],
            "logins_count" => [user.LoginCount],
            "identities.connection" => user.Linked.Prepend(user).Select(identity => identity.Connection),
            "identities.provider" => user.Linked.Prepend(user).Select(Provider),
            "identities.user_id" => user.Linked.Prepend(user).Select(Identity),
            "identities.isSocial" => [false],
            _ when path.StartsWith("user_metadata", StringComparison.Ordinal) => JsonValues.At(
                user.UserMetadata,
                path["user_metadata".Length..]
            ),
            _ when path.StartsWith("app_metadata", StringComparison.Ordinal) => JsonValues.At(
                user.AppMetadata,
                path["app_metadata".Length..]
            ),
            _ => [],
        };

    public static string Identity(IUserProfile user) => user.UserId[(user.UserId.IndexOf('|', StringComparison.Ordinal) + 1)..];

    /// <summary>The part of the user id before the bar: auth0, email, sms.</summary>
    public static string Provider(IUserProfile user) => user.UserId[..Math.Max(0, user.UserId.IndexOf('|', StringComparison.Ordinal))];

    private static void WriteIdentity(Utf8JsonWriter json, IUserProfile user, bool showsProfile)
    {
        json.WriteStartObject();
        if (showsProfile)
        {
            json.WriteStartObject("profileData");
            var profile = new ResourceWriter(json, FieldSelection.All);
            profile.Text("email", user.Email);
            profile.Flag("email_verified", user.Email is null ? null : user.EmailVerified);
            profile.Text("name", Name(user));
            profile.Text("username", user.Username);
            profile.Text("given_name", user.GivenName);
            profile.Text("family_name", user.FamilyName);
            profile.Text("phone_number", user.PhoneNumber);
            json.WriteEndObject();
        }

        json.WriteString("connection", user.Connection);
        json.WriteString("user_id", Identity(user));
        json.WriteString("provider", Provider(user));
        json.WriteBoolean("isSocial", false);
        json.WriteEndObject();
    }

    private static string Name(IUserProfile user) => user.Name ?? user.Email ?? user.Username ?? user.PhoneNumber ?? user.UserId;

    private static string Nickname(IUserProfile user) => user.Nickname ?? user.Email?.Split('@')[0] ?? user.Username ?? Name(user);
}
