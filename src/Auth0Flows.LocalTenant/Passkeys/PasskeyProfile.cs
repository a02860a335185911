using System.Net.Mail;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>The <c>user_profile</c> and the <c>user_metadata</c> of a registration (Auth0, "Register a New User With a Passkey").</summary>
internal static class PasskeyProfile
{
    private static readonly string[] _identifiers = ["email", "phone_number", "username"];

    private static readonly Dictionary<string, int> _lengths = new(StringComparer.Ordinal)
    {
        ["email"] = 255,
        ["phone_number"] = 30,
        ["username"] = 128,
        ["name"] = 300,
        ["given_name"] = 150,
        ["family_name"] = 150,
        ["nickname"] = 300,
        ["picture"] = 2048,
    };

    /// <exception cref="OAuthException">The profile isn't as the connection's attributes say, or there is such a user.</exception>
    public static JsonObject Read(JsonObject? profile, JsonResource connection, UserStore users)
    {
        if (profile is null)
        {
            throw Invalid("user_profile is required, and must be an object");
        }

        var options = connection.Json["options"] as JsonObject;
        foreach (var (name, value) in profile)
        {
            Check(name, value.AsText(), options);
        }

        if (_identifiers.FirstOrDefault(name => StatusOf(name, options) == "required" && profile[name] is null) is { } missing)
        {
            throw Invalid($"user_profile.{missing} is required by the connection");
        }

        return _identifiers.Any(name => profile[name].AsText() is { } value && Exists(users, connection.Name, name, value))
            ? throw OAuthException.InvalidRequest("The user already exists.")
            : (JsonObject)profile.DeepClone();
    }

    /// <exception cref="OAuthException">The metadata isn't an object of up to 10 texts.</exception>
    public static JsonObject? ReadMetadata(ServerRequest request) =>
        JsonNode.Parse(request.JsonBody)!["user_metadata"] switch
        {
            null => null,
            JsonObject { Count: <= 10 } texts
                when texts.All(static text =>
                    text.Value?.GetValueKind() == JsonValueKind.String && text.Value.GetValue<string>().Length <= 500
                ) => (JsonObject)texts.DeepClone(),
            _ => throw Invalid("user_metadata must be an object with at most 10 texts of at most 500 characters"),
        };

    private static void Check(string name, string? value, JsonObject? options)
    {
        if (!_lengths.TryGetValue(name, out var longest))
        {
            throw Invalid($"user_profile.{name} is not known");
        }

        if (value is null || value.Length == 0 || value.Length > longest)
        {
            throw Invalid($"user_profile.{name} must be a text of 1 to {longest} characters");
        }

        if (_identifiers.Contains(name) && StatusOf(name, options) is null)
        {
            throw Invalid($"user_profile.{name} is not an attribute of the connection");
        }

        if (name == "email" && !MailAddress.TryCreate(value, out _))
        {
            throw Invalid("user_profile.email is not an e-mail address");
        }

        if (name == "phone_number" && (value[0] != '+' || !value[1..].All(char.IsAsciiDigit)))
        {
            throw Invalid("user_profile.phone_number is not a number in E.164 format");
        }
    }

    // With flexible identifiers, options.attributes says it; otherwise, it is the e-mail address, and requires_username.
    private static string? StatusOf(string name, JsonObject? options) =>
        options?["attributes"] is JsonObject attributes
            ? ((attributes[name] as JsonObject)?["signup"] as JsonObject)?["status"].AsText()
            : name switch
            {
                "email" => "required",
                "username" when options?["requires_username"].AsFlag() == true => "required",
                _ => null,
            };

    private static bool Exists(UserStore users, string connection, string name, string value) =>
        name == "phone_number"
            ? users.Snapshot().Any(user => user.Connection == connection && user.PhoneNumber == value)
            : users.IsTaken(connection, value);

    private static OAuthException Invalid(string description) => OAuthException.InvalidRequest(description);
}
