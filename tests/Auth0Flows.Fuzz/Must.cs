using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>What must be true of every answer and every error.</summary>
internal static class Must
{
    // RFC 6749, RFC 8628, Auth0's MFA API: what stands under these names is nobody's to see.
    private static readonly string[] _secrets = ["access_token", "refresh_token", "id_token", "mfa_token", "oob_code", "device_code", "recovery_code", "client_secret"];

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
            Hold(!char.IsControl(character) && char.GetUnicodeCategory(character) != UnicodeCategory.Format, $"What is shown holds what a terminal obeys or hides: U+{(int)character:X4}");
        }
    }

    /// <summary>No secret of an answer is in what is shown of it.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="shown">The text.</param>
    public static void HideSecrets(JsonElement json, string shown)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var name in _secrets)
        {
            // A secret that stands under another name, too, or could be a word of the message, says nothing.
            if (Text(json, name) is { Length: >= 8 } secret && secret.Any(char.IsAsciiDigit) && shown.Contains(secret, StringComparison.Ordinal)
                && json.EnumerateObject().Count(property => property.Value.GetRawText().Contains(secret, StringComparison.Ordinal)) == 1)
            {
                throw new FuzzFinding($"A secret is in what is shown: {name}, {shown}");
            }
        }
    }

    /// <summary>The text under a name; null where there is none that can be read.</summary>
    public static string? Text(JsonElement json, string name)
    {
        try
        {
            return json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half of a surrogate pair, in the text or in a name
        }
    }
}
