using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Database;

/// <summary>An error response of /dbconnections/signup. Its format is not that of the rest of the Authentication API.</summary>
internal sealed class SignupException(string code, string message) : Exception(message)
{
    public string Code => code;

    /// <summary>The rules of the password, as text and as an object; null if the password is not the reason.</summary>
    public (string Text, JsonObject Rules)? Policy { get; init; }

    public JsonObject ToJson()
    {
        if (Policy is not { } policy)
        {
            return new JsonObject
            {
                ["name"] = "BadRequestError",
                ["code"] = code,
                ["description"] = Message,
                ["statusCode"] = 400,
            };
        }

        return new JsonObject
        {
            ["name"] = "PasswordStrengthError",
            ["message"] = Message,
            ["code"] = code,
            ["description"] = policy.Rules,
            ["policy"] = policy.Text,
            ["statusCode"] = 400,
        };
    }
}
