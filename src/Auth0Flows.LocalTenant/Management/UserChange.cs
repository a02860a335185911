using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>The changes in the body of a write to /users: validated first, then applied.</summary>
internal sealed class UserChange
{
    private const string Hint =
        " (consider storing them in app_metadata or user_metadata. See \"Users Metadata\" in https://auth0.com/docs/api/v2/changes for more details)";

    private static readonly string[] _changeable =
    [
        "app_metadata",
        "blocked",
        "email",
        "email_verified",
        "family_name",
        "given_name",
        "name",
        "nickname",
        "password",
        "phone_number",
        "phone_verified",
        "picture",
        "username",
        "user_metadata",
        "verify_email",
        "verify_phone_number",
        "verify_password",
        "connection",
        "client_id",
    ];

    private readonly BodyReader _body;

    public UserChange(JsonObject body, bool isCreation)
    {
        _body = new BodyReader(body);
        _body.AllowOnly(Hint, isCreation ? [.. _changeable, "user_id"] : _changeable);
        Check();
    }

    public string? Email => _body.Text("email");

    public string? Username => _body.Text("username");

    public string? Password => _body.Text("password");

    public string? Connection => _body.Text("connection");

    public string? UserId => _body.Text("user_id");

    public string RequireConnection() => _body.RequireText("connection");

    public string RequirePassword() => _body.RequireText("password");

    public string RequireEmail() => _body.RequireText("email");

    /// <summary>Auth0 doesn't change a password together with a sign-in name.</summary>
    public void CheckCombination()
    {
        // The message that users report: "Cannot update password and email simultaneously".
        if (_body.Has("password"))
        {
            foreach (
                var (name, message) in new[]
                {
                    ("email", "Cannot update password and email simultaneously"),
                    ("email_verified", "Cannot update password and email_verified simultaneously"),
                    ("username", "Cannot update username and password simultaneously"),
                }
            )
            {
                if (_body.Has(name))
                {
                    throw ApiException.BadRequest(message, "invalid_body");
                }
            }
        }
    }

    /// <summary>Applies all changes to a user. A new address is unverified unless the same request says that it is verified.</summary>
    public void Apply(Auth0LocalTenantUser user, DateTimeOffset now)
    {
        var body = _body.Body;
        if (body.ContainsKey("email"))
        {
            user.EmailVerified = Email == user.Email && user.EmailVerified;
            user.Email = Email;
        }

        user.EmailVerified = _body.Flag("email_verified") ?? user.EmailVerified;
        user.IsBlocked = body.ContainsKey("blocked") ? _body.Flag("blocked") == true : user.IsBlocked;
        user.PhoneVerified = _body.Flag("phone_verified") ?? user.PhoneVerified;
        user.PhoneNumber = Changed("phone_number", user.PhoneNumber);
        user.Username = Changed("username", user.Username);
        user.Name = Changed("name", user.Name);
        user.Nickname = Changed("nickname", user.Nickname);
        user.GivenName = Changed("given_name", user.GivenName);
        user.FamilyName = Changed("family_name", user.FamilyName);
        user.Picture = Changed("picture", user.Picture);
        user.UserMetadata = Merged("user_metadata", user.UserMetadata);
        user.AppMetadata = Merged("app_metadata", user.AppMetadata);
        if (Password is { } password)
        {
            var secure = new Auth0LocalTenantSecret(password);
            user.Password = secure;
        }

        user.UpdatedAt = now;

        string? Changed(string name, string? old) => body.ContainsKey(name) ? _body.Text(name) : old;

        // Auth0: "the merge only occurs on the first level".
        JsonObject? Merged(string name, JsonObject? old)
        {
            if (_body.Object(name) is not { } changes)
            {
                return body.ContainsKey(name) ? null : old;
            }

            var merged = old is null ? [] : (JsonObject)old.DeepClone();
            Applications.JsonResource.MergeInto(merged, changes);
            return merged;
        }
    }

    // Reads everything once, so that a wrong type is reported before anything changes.
    private void Check()
    {
        foreach (
            var name in new[]
            {
                "phone_number",
                "username",
                "name",
                "nickname",
                "given_name",
                "family_name",
                "picture",
                "connection",
                "client_id",
                "user_id",
            }
        )
        {
            _body.Text(name);
        }

        foreach (var name in new[] { "blocked", "email_verified", "phone_verified", "verify_email", "verify_password" })
        {
            _body.Flag(name);
        }

        _body.Object("user_metadata");
        _body.Object("app_metadata");
        if (Email is { } email && !EmailAddress.IsValid(email))
        {
            throw ApiException.InvalidBody($"Object didn't pass validation for format email: {email}", "email");
        }

        if (Password is { } password && !PasswordPolicy.Accepts(password))
        {
            throw ApiException.BadRequest("PasswordStrengthError: Password is too weak", "invalid_body");
        }
    }
}
