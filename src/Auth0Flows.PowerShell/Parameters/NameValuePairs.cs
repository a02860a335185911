using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Converts a hashtable of headers or query parameters to text: booleans as in JSON, several values separated by commas.</summary>
internal static class NameValuePairs
{
    private const int MostLevels = 64;

    /// <param name="dictionary">The hashtable.</param>
    /// <param name="secrets">Receives the secrets among the values, which are sent as their text.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IDictionary? dictionary, ICollection<Auth0Secret> secrets)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        if (dictionary is not null)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                pairs.Add(KeyValuePair.Create(Text(entry.Key), Text(entry.Value, secrets)));
            }
        }

        return pairs;
    }

    /// <summary>Converts a value to text.</summary>
    /// <inheritdoc cref="Of"/>
    public static string Text(object? value, ICollection<Auth0Secret>? secrets = null) => Text(value, secrets, MostLevels);

    private static string Text(object? value, ICollection<Auth0Secret>? secrets, int levels) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            bool boolean => boolean ? "true" : "false",
            string text => text,
            DateTime time => time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            var secret when secret.AsSecret() is { } characters => Reveal(characters, secrets),
            IEnumerable when levels == 0 => throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRequestBody,
                $"A list is nested deeper than {MostLevels} levels; does it contain itself?"
            ),
            IEnumerable several => string.Join(',', several.Cast<object?>().Select(one => Text(one, secrets, levels - 1))),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
        };

    private static string Reveal(SecureString secret, ICollection<Auth0Secret>? secrets)
    {
        secrets?.Add(secret);
        return new NetworkCredential("", secret).Password;
    }
}
