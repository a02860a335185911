using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Database;

/// <summary>Checks the password of a sign-up by the connection's settings (Auth0, "Password Strength and Options").</summary>
internal static class SignupPassword
{
    private static readonly string[] _common = ["Password1!", "Qwerty123!", "Welcome1!"];

    /// <exception cref="SignupException">The password is too weak, too common, or contains what everybody knows about the user.</exception>
    public static void Check(string password, string email, string? username, JsonObject? options)
    {
        if (!PasswordPolicy.Accepts(password))
        {
            throw new SignupException("invalid_password", "Password is too weak") { Policy = Describe(password) };
        }

        if (IsOn(options, "password_dictionary") && _common.Contains(password, StringComparer.OrdinalIgnoreCase))
        {
            throw new SignupException("password_dictionary_error", "Password is too common");
        }

        var name = email[..email.IndexOf('@', StringComparison.Ordinal)];
        if (IsOn(options, "password_no_personal_info") && (Contains(password, name) || Contains(password, username)))
        {
            throw new SignupException("password_no_user_info_error", "Password contains user information");
        }
    }

    private static bool IsOn(JsonObject? options, string name) => (options?[name] as JsonObject)?["enable"].AsFlag() == true;

    private static bool Contains(string password, string? part) =>
        !string.IsNullOrEmpty(part) && password.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static (string, JsonObject) Describe(string password) =>
        (
            "* At least 8 characters in length\n* Contain at least 3 of the following 4 types of characters:\n * lower case letters (a-z)\n * upper case letters (A-Z)\n * numbers (i.e. 0-9)\n * special characters (e.g. !@#$%^&*)",
            new JsonObject
            {
                ["rules"] = new JsonArray(
                    new JsonObject
                    {
                        ["message"] = "At least %d characters in length",
                        ["format"] = new JsonArray(8),
                        ["code"] = "lengthAtLeast",
                        ["verified"] = password.Length >= 8,
                    }
                ),
                ["verified"] = false,
            }
        );
}
