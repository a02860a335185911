using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>An object's values for the names in a path: <c>client_id</c> is found as <c>client_id</c> and as <c>ClientId</c>.</summary>
internal sealed class TemplateValues(PSObject? source, string template)
{
    /// <summary>A token from a job or a file is only its description; calling with another one instead would be a surprise.</summary>
    /// <exception cref="Auth0ConfigurationException">The object is such a token.</exception>
    public static void RefuseDeserializedToken(PSObject? source)
    {
        if (source?.TypeNames.Contains("Deserialized.Auth0Flows.Auth0Token") == true)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidToken,
                "The token was serialised by a job or a file, so it no longer contains an access token."
            );
        }
    }

    /// <summary>The first of these values that the object has.</summary>
    public string? FindFirst(params string[] names) => names.Select(Find).FirstOrDefault(static value => value is not null);

    public string? Find(string name)
    {
        if (source is null)
        {
            return null;
        }

        if (source.BaseObject is System.Collections.IDictionary dictionary)
        {
            return Text(name, dictionary[name]);
        }

        var property = source.Properties[name] ?? source.Properties[name.Replace("_", "", StringComparison.Ordinal)];
        // A piped text is the value of the only name: 'abc' | Invoke-Auth0Api 'clients/{id}'.
        return property is not null ? Text(name, Read(property))
            : template.Count('{') == 1 ? source.BaseObject as string
            : null;
    }

    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException failure)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.TemplateValueMissing,
                $"The property '{property.Name}' can't be read: {failure.Message}"
            );
        }
    }

    // Several values result in none, because a path needs exactly one.
    private static string? Text(string name, object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            string text => text,
            Auth0Secret or System.Security.SecureString => throw new Auth0ConfigurationException(
                Auth0ErrorCode.TemplateValueMissing,
                $"'{name}' is a secret, which must not appear in an address."
            ),
            System.Collections.IEnumerable => null,
            var other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };
}
