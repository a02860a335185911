using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Auth0Flows.Api;

/// <summary>
/// Finds what a serialiser or a text leaves of a secret, in a call that would write it in the secret's place: the mask of a text, the
/// <c>{}</c> of <c>ConvertTo-Json</c> and <c>Export-Clixml</c>, the name of a type.
/// </summary>
internal static partial class MaskedSecrets
{
    private const string Root = "";

    // Objects of the API whose names end as those of secrets do, with what they are in.
    private static readonly (string Name, string Parent)[] _objects =
    [
        ("password", "authentication_methods"),
        ("otp", "authentication_methods"),
        ("refresh_token", Root),
        ("encryption_key", Root),
        ("encryption_key", "token_encryption"),
        ("change_password", Root),
        ("disable_self_service_change_password", "options"),
        ("client_credentials", "token_quota"),
        ("client_credentials", "clients"), // of default_token_quota
        ("client_credentials", "organizations"),
        ("subject_type_authorization", Root),
        ("federated_connections_access_tokens", "options"),
    ];

    /// <summary>Checks the fields of a header, a query or a form.</summary>
    /// <exception cref="Auth0ConfigurationException">One of them is a mask.</exception>
    public static void ThrowIfIn(IEnumerable<KeyValuePair<string, string>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (IsMask(value, name, SecretNames.Contains(name)))
            {
                throw Masked(name);
            }
        }
    }

    /// <summary>Checks a body: JSON, or the text of a form.</summary>
    /// <exception cref="Auth0ConfigurationException">It has a mask.</exception>
    public static void ThrowIfIn(ReadOnlyMemory<byte> body)
    {
        if (!IsChecked(body))
        {
            ThrowIfIn(RequestSecrets.PairsOf(Encoding.UTF8.GetString(body.Span)));
        }
    }

    /// <summary>Checks a file that is JSON.</summary>
    /// <exception cref="Auth0ConfigurationException">It has a mask.</exception>
    public static void ThrowIfInFile(string path)
    {
        if (BodyFile.TryRead(path) is { } text)
        {
            IsChecked(Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>The error.</summary>
    /// <param name="name">The property that has the mask.</param>
    public static Auth0ConfigurationException Masked(string name) =>
        new(
            Auth0ErrorCode.MaskedSecret,
            $"{(name.Length == 0 ? "The body" : $"'{name}'")} has what a serialiser or a text shows in place of a secret, and not the secret. Nothing was sent."
        );

    // Whether it is JSON, and has no mask.
    private static bool IsChecked(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            ThrowIfIn(json.RootElement, Root, Root, isWithin: false);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void ThrowIfIn(JsonElement json, string name, string parent, bool isWithin)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                if (IsRest(json, out var isEmpty) && (isWithin || IsOfASecret(name) && !(isEmpty && IsObject(name, parent))))
                {
                    throw Masked(name);
                }

                foreach (var member in json.EnumerateObject())
                {
                    ThrowIfIn(member.Value, member.ReadName(), name, isWithin || SecretNames.Contains(name, JsonValueKind.Object));
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    ThrowIfIn(item, name, parent, isWithin || IsSecretList(name));
                }

                break;
            case JsonValueKind.String when IsMask(json.ReadTextOrRaw(), name, isWithin || IsSecretText(name, parent)):
                throw Masked(name);
        }
    }

    // {}, or {"Length":22} of a SecureString.
    private static bool IsRest(JsonElement json, out bool isEmpty)
    {
        isEmpty = true;
        foreach (var member in json.EnumerateObject())
        {
            if (!isEmpty || member.ReadName() != "Length" || member.Value.ValueKind != JsonValueKind.Number)
            {
                return false;
            }

            isEmpty = false;
        }

        return true;
    }

    // The key of a SAML connection is a text or an object; other objects that are secret as a whole may be empty.
    private static bool IsOfASecret(string name) =>
        SecretNames.Contains(name)
        && (!SecretNames.Contains(name, JsonValueKind.Object) || name.EndsWith("key", StringComparison.OrdinalIgnoreCase));

    // An object that may be empty: a prompt, a screen or a trigger, whose names have hyphens, too.
    private static bool IsObject(string name, string parent) =>
        name.Contains('-', StringComparison.Ordinal) ? parent is Root or "stage" : _objects.Contains((name, parent));

    // A script of a custom database is none: login, change_password.
    private static bool IsSecretText(string name, string parent) => parent != "customScripts" && SecretNames.Contains(name);

    private static bool IsSecretList(string name) =>
        SecretNames.Contains(name, JsonValueKind.Array) && !SecretNames.IsListOfReferences(name);

    // Anywhere, it is the whole text, or stands in that of an object: "@{token=********; n=1}". In a secret's place, it may have something
    // before it: "Bearer ********". The placeholder of a field is a text for people.
    private static bool IsMask(string value, string name, bool isSecret) =>
        value is "System.Security.SecureString"
        || value == Auth0Secret.Mask && !name.EndsWith("placeholder", StringComparison.OrdinalIgnoreCase)
        || ObjectText().IsMatch(value)
        || isSecret && (MaskWithin().IsMatch(value) || TypeName().IsMatch(value));

    [GeneratedRegex(@"^System(\.[A-Za-z]+)+(\[\])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"(?<!\*)\*{8}(?!\*)", RegexOptions.CultureInvariant)]
    private static partial Regex MaskWithin();

    [GeneratedRegex(@"^@\{(.*; )?[^=;{}]+=\*{8}[;}]", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex ObjectText();
}
