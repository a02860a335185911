using System.Text.Json;
using System.Text.RegularExpressions;

namespace Auth0Flows.Api;

/// <summary>
/// Finds what a serialiser or a text leaves of a secret, in a call that would write it in the secret's place: the mask of a text, the
/// <c>{}</c> of <c>ConvertTo-Json</c> and <c>Export-Clixml</c>, the name of a type.
/// </summary>
internal static partial class MaskedSecrets
{
    // Objects of the API, whose names end as those of secrets do.
    private static readonly string[] _settings =
    [
        "password",
        "otp",
        "refresh_token",
        "encryption_key",
        "change_password",
        "disable_self_service_change_password",
        "client_credentials",
        "subject_type_authorization",
        "webhook_authorization",
        "federated_connections_access_tokens",
    ];

    /// <summary>Checks the fields of a header, a query or a form.</summary>
    /// <exception cref="Auth0ConfigurationException">One of them is a mask.</exception>
    public static void ThrowIfIn(IEnumerable<KeyValuePair<string, string>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (IsMask(value, SecretNames.Contains(name)))
            {
                throw Masked(name);
            }
        }
    }

    /// <summary>Checks a body: JSON, or the text of a form.</summary>
    /// <exception cref="Auth0ConfigurationException">It has a mask.</exception>
    public static void ThrowIfIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            ThrowIfIn(json.RootElement, "", isWithin: false);
        }
        catch (JsonException)
        {
            ThrowIfIn(RequestSecrets.PairsOf(System.Text.Encoding.UTF8.GetString(body.Span)));
        }
    }

    /// <summary>The error.</summary>
    /// <param name="name">The property that has the mask.</param>
    public static Auth0ConfigurationException Masked(string name) =>
        new(
            Auth0ErrorCode.MaskedSecret,
            $"{(name.Length == 0 ? "The body" : $"'{name}'")} has what a serialiser or a text shows in place of a secret, and not the secret. Nothing was sent."
        );

    private static void ThrowIfIn(JsonElement json, string name, bool isWithin)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                if (IsRest(json) && (isWithin || IsOfASecret(name)))
                {
                    throw Masked(name);
                }

                foreach (var member in json.EnumerateObject())
                {
                    ThrowIfIn(member.Value, member.ReadName(), isWithin || SecretNames.Contains(name, JsonValueKind.Object));
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    ThrowIfIn(item, name, isWithin || IsSecretList(name));
                }

                break;
            case JsonValueKind.String when IsMask(json.ReadTextOrRaw(), isWithin || SecretNames.Contains(name)):
                throw Masked(name);
        }
    }

    // {}, or {"Length":22} of a SecureString.
    private static bool IsRest(JsonElement json)
    {
        var count = 0;
        foreach (var member in json.EnumerateObject())
        {
            if (++count > 1 || member.ReadName() != "Length" || member.Value.ValueKind != JsonValueKind.Number)
            {
                return false;
            }
        }

        return true;
    }

    // Whether an empty object can't be one of this name's own. Names with hyphens are those of prompts, screens and triggers.
    private static bool IsOfASecret(string name) =>
        SecretNames.Contains(name)
        && !SecretNames.Contains(name, JsonValueKind.Object)
        && !name.Contains('-', StringComparison.Ordinal)
        && !_settings.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsSecretList(string name) =>
        SecretNames.Contains(name, JsonValueKind.Array) && !SecretNames.IsListOfReferences(name);

    // Anywhere, it is the whole text; in a secret's place, it may have a scheme before it: "Bearer ********".
    private static bool IsMask(string value, bool isSecret) =>
        value is Auth0Secret.Mask or "System.Security.SecureString"
        || isSecret && (value.Contains(Auth0Secret.Mask, StringComparison.Ordinal) || TypeName().IsMatch(value));

    [GeneratedRegex(@"^System(\.[A-Za-z]+)+(\[\])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();
}
