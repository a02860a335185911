using System.Text.Json;

namespace Auth0Flows.Api;

/// <summary>
/// Finds what a serialiser leaves of a secret, in a call that would write it in the secret's place: the mask of a text, or the <c>{}</c>
/// of <c>ConvertTo-Json</c> and <c>Export-Clixml</c>.
/// </summary>
internal static class MaskedSecrets
{
    // Settings, as objects: of a connection's or an organization's authentication methods, an application, and its addons.
    private static readonly string[] _settings = ["password", "otp", "refresh_token", "encryption_key"];

    /// <summary>Checks the fields of a header, a query or a form.</summary>
    /// <exception cref="Auth0ConfigurationException">One of them is a mask.</exception>
    public static void ThrowIfIn(IEnumerable<KeyValuePair<string, string>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (IsMask(value, name))
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
            ThrowIfIn(json.RootElement, "");
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
            $"{(name.Length == 0 ? "The body" : $"'{name}'")} has the mask of a secret, and not the secret: it was serialised or made a text. Nothing was sent."
        );

    private static void ThrowIfIn(JsonElement json, string name)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var isEmpty = true;
                foreach (var member in json.EnumerateObject())
                {
                    isEmpty = false;
                    ThrowIfIn(member.Value, member.ReadName());
                }

                if (isEmpty && IsOfASecret(name))
                {
                    throw Masked(name);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    ThrowIfIn(item, name);
                }

                break;
            case JsonValueKind.String when IsMask(json.ReadTextOrRaw(), name):
                throw Masked(name);
        }
    }

    // Whether an empty object can't be one of this name's own.
    private static bool IsOfASecret(string name) =>
        SecretNames.Contains(name)
        && !SecretNames.Contains(name, JsonValueKind.Object)
        && !_settings.Contains(name, StringComparer.OrdinalIgnoreCase);

    // Of any name, it is the whole; of a secret's name, it may have a scheme before it: "Bearer ********".
    private static bool IsMask(string value, string name) =>
        value == Auth0Secret.Mask || value.Contains(Auth0Secret.Mask, StringComparison.Ordinal) && SecretNames.Contains(name);
}
