using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>What must be true of every answer and every error.</summary>
internal static class Must
{
    // RFC 6749, RFC 8628, Auth0's MFA API: what stands under these names is nobody's to see.
    private static readonly string[] _secrets =
    [
        "access_token",
        "refresh_token",
        "id_token",
        "mfa_token",
        "oob_code",
        "device_code",
        "recovery_code",
        "client_secret",
    ];

    public static void Hold([DoesNotReturnIf(false)] bool what, string otherwise)
    {
        if (!what)
        {
            throw new FuzzFinding(otherwise);
        }
    }

    /// <summary>The error has a code of its own, and a message of one line that a terminal can show.</summary>
    public static void BeDocumented(Auth0Exception failure)
    {
        Hold(failure.Code != default, $"An error without a cause: {failure.Message}");
        BeOneLine(failure.Message);
        BeOneLine(failure.Error);
        BeOneLine(failure.ErrorDescription);
        Hold(failure.RetryAfter is null || failure.RetryAfter > TimeSpan.Zero, $"A wait that is none: {failure.RetryAfter}");
    }

    /// <summary>Nothing in it moves a terminal's cursor, or hides something.</summary>
    public static void BeOneLine(string? text)
    {
        foreach (var character in text ?? "")
        {
            Hold(
                !char.IsControl(character) && char.GetUnicodeCategory(character) != UnicodeCategory.Format,
                $"What is shown holds what a terminal obeys or hides: U+{(int)character:X4}"
            );
        }
    }

    /// <summary>No secret of an answer is in what is shown of it.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="input">The input that it is of: a secret that stands there twice may be shown for what else it is.</param>
    /// <param name="shown">The text.</param>
    public static void HideSecrets(JsonElement json, byte[] input, string shown)
    {
        var all = Inputs.Text(input);
        foreach (var name in _secrets)
        {
            Hold(
                Text(json, name) is not { } secret
                    || !IsTelling(secret)
                    || all.Split(secret).Length != 2
                    || !shown.Contains(secret, StringComparison.Ordinal),
                $"A secret is in what is shown: {name}, {shown}"
            );
        }
    }

    /// <summary>Whether a secret in a message comes from the input: it could be a word of the message, or of the tenant.</summary>
    public static bool IsTelling(string secret) =>
        secret.Length >= 8
        && secret.Any(char.IsAsciiDigit)
        && secret.All(static one => char.IsAsciiLetterOrDigit(one) || one is '-' or '_') // without the marks around a word
        && !Tenant.Words.Contains(secret, StringComparison.OrdinalIgnoreCase);

    /// <summary>The text under a name, the last one of that name; null where there is none that can be read.</summary>
    public static string? Text(JsonElement json, string name)
    {
        var value = json.EnumerateObject().LastOrDefault(property => Inputs.Name(property) == name).Value;
        return value.ValueKind == JsonValueKind.String && Inputs.IsPlain(value) ? value.GetString() : null;
    }
}
