using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.Json;

namespace Auth0Flows.Logins;

/// <summary>
/// The <c>login_hint</c> of a backchannel login. Auth0 takes a JSON object in the format <c>iss_sub</c>; other servers take any text.
/// <see href="https://auth0.com/docs/api/authentication/login/start-back-channel-login"/>
/// </summary>
/// <param name="Text">What is sent.</param>
/// <param name="UserId">The user's id, if the hint contains it.</param>
internal sealed record BackchannelHint(string Text, string? UserId)
{
    /// <exception cref="Auth0ConfigurationException">
    /// It is empty, or an incomplete JSON object (<see cref="Auth0ErrorCode.InvalidLoginHint"/>).
    /// </exception>
    public static BackchannelHint Of(string hint, string issuer)
    {
        hint = hint.Trim();
        return hint switch
        {
            "" => throw Invalid("it is empty."),
            ['{', ..] => new(hint, ReadSubject(hint)),
            _ when hint.Any(char.IsControl) => throw Invalid("it contains control characters."),

            // Every user id has the connection's strategy before a vertical bar: auth0|6f1c…
            _ when hint.Contains('|', StringComparison.Ordinal) => new(
                new JsonObject
                {
                    ["format"] = "iss_sub",
                    ["iss"] = issuer,
                    ["sub"] = hint,
                }.ToJsonString(),
                hint
            ),
            _ => new(hint, null),
        };
    }

    private static string? ReadSubject(string hint)
    {
        try
        {
            using var json = JsonText.Parse(hint);
            return AuthenticationApi.Text(json.RootElement, "sub");
        }
        catch (JsonException failure)
        {
            throw Invalid(
                $"it begins like a JSON object, but isn't one{(failure.BytePositionInLine is { } at ? $" (position {at})" : "")}."
            );
        }
    }

    private static Auth0ConfigurationException Invalid(string reason) =>
        new(Auth0ErrorCode.InvalidLoginHint, $"The login hint can't be sent: {reason}");
}
