using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>A user's second factors, as GET /mfa/authenticators lists them.</summary>
internal sealed class AuthenticatorTarget : AnswerTarget
{
    public override string Name => "authenticators";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"id\"",
        "\"totp|dev_1\"",
        "\"authenticator_type\"",
        "\"otp\"",
        "\"oob\"",
        "\"recovery-code\"",
        "\"oob_channel\"",
        "\"oob_channels\"",
        "[\"sms\"]",
        "[[]]",
        "\"sms\"",
        "\"voice\"",
        "\"email\"",
        "\"auth0\"",
        "\"active\"",
        "\"name\"",
        "\"XXXX1234\"",
    ];

    protected override (string Shown, string Outcome) ReadAnswer(HttpExchange answer)
    {
        using var json = JsonAnswer.Parse(answer);
        var factors =
            json.RootElement.ValueKind == JsonValueKind.Array
                ? json
                    .RootElement.EnumerateArray()
                    .Where(static one => one.ValueKind == JsonValueKind.Object)
                    .Select(static one => Auth0MfaAuthenticator.Read(one, null))
                    .ToArray()
                : [];
        Array.ForEach(factors, static factor => Must.BeOneLine(factor.Name));
        var outcome = string.Join(' ', factors.Take(3).Select(static factor => $"{factor.Type} {factor.IsActive}"));
        return (string.Join(' ', factors.Select(static factor => factor.ToString())), outcome);
    }
}
