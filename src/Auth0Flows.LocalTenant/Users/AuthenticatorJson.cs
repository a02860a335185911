using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Users;

/// <summary>Second factors as the Management API shows them: as authentication methods, and as enrolments.</summary>
internal static class AuthenticatorJson
{
    /// <summary>The id of an authentication method. Telephones have one for calls and text messages.</summary>
    public static string MethodIdOf(Authenticator authenticator) =>
        MethodTypeOf(authenticator) == "phone" ? $"phone|{DeviceOf(authenticator)}" : authenticator.Id;

    /// <summary>The id of an enrolment: the device alone.</summary>
    public static string DeviceOf(Authenticator authenticator) =>
        authenticator.Id[(authenticator.Id.IndexOf('|', StringComparison.Ordinal) + 1)..];

    public static string MethodTypeOf(Authenticator authenticator) =>
        authenticator.Type switch
        {
            AuthenticatorType.Otp => "totp",
            AuthenticatorType.RecoveryCode => "recovery-code",
            _ => authenticator.Channel switch
            {
                "sms" or "voice" => "phone",
                "email" => "email",
                _ => "push-notification",
            },
        };

    public static JsonObject ShowMethod(Authenticator authenticator, DateTimeOffset created)
    {
        var type = MethodTypeOf(authenticator);
        var json = new JsonObject
        {
            ["id"] = MethodIdOf(authenticator),
            ["type"] = type,
            ["confirmed"] = authenticator.IsActive,
            ["created_at"] = Timestamp.Of(authenticator.CreatedAt ?? created),
        };
        if (authenticator.Label is { } label)
        {
            json["name"] = label;
        }

        switch (type)
        {
            case "phone":
                json["phone_number"] = Masked(authenticator.Address ?? "");
                json["preferred_authentication_method"] = authenticator.PreferredMethod;
                json["authentication_methods"] = new JsonArray(
                    new JsonObject { ["type"] = authenticator.Channel, ["id"] = authenticator.Id }
                );
                break;
            case "email":
                json["email"] = MaskedEmail(authenticator.Address ?? "");
                break;
        }

        return json;
    }

    public static JsonObject ShowEnrollment(Authenticator authenticator, DateTimeOffset created)
    {
        var type = MethodTypeOf(authenticator);
        var json = new JsonObject
        {
            ["id"] = DeviceOf(authenticator),
            ["status"] = authenticator.IsActive ? "confirmed" : "pending",
            ["type"] = type switch
            {
                "totp" => "authenticator",
                "push-notification" => "guardian",
                _ => "sms",
            },
            ["auth_method"] = type switch
            {
                "totp" => "authenticator",
                "push-notification" => "guardian",
                _ => "sms",
            },
            ["enrolled_at"] = Timestamp.Of(authenticator.CreatedAt ?? created),
        };
        if (authenticator.Address is { } address)
        {
            json["phone_number"] = Masked(address);
        }

        if (authenticator.Label is { } label)
        {
            json["name"] = label;
        }

        return json;
    }

    private static string Masked(string text) => $"{new string('X', Math.Max(0, text.Length - 4))}{text[^Math.Min(4, text.Length)..]}";

    // As recorded: chuc****@exam*******.
    private static string MaskedEmail(string address) =>
        string.Join(
            '@',
            address.Split('@').Select(part => $"{part[..Math.Min(4, part.Length)]}{new string('*', Math.Max(0, part.Length - 4))}")
        );
}
