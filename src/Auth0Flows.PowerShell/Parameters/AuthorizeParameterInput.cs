using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Reads -AdditionalParameter: texts, numbers, booleans as in JSON, and lists, which become one text separated by spaces, as acr_values and
/// ui_locales are (RFC 6749 §3.1 allows a name only once).
/// </summary>
internal static class AuthorizeParameterInput
{
    /// <exception cref="Auth0ConfigurationException">A value is a secret, or a name is there twice.</exception>
    public static IReadOnlyDictionary<string, string> Of(IDictionary? parameters)
    {
        if (parameters is null)
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry parameter in parameters)
        {
            texts[NameValuePairs.Text(parameter.Key)] = Text(parameter);
        }

        return texts;
    }

    private static string Text(DictionaryEntry parameter)
    {
        var value = parameter.Value is PSObject wrapped ? wrapped.BaseObject : parameter.Value;
        var values = value is IEnumerable several and not (string or IDictionary) ? several.Cast<object?>().ToArray() : [value];
        return values.Any(static one => one.AsSecret() is not null)
            ? throw new Auth0ConfigurationException(
                Auth0ErrorCode.ConflictingParameters,
                $"The additional parameter '{parameter.Key}' is a secret, which must not be in the browser's address."
            )
            : string.Join(' ', values.Select(static one => NameValuePairs.Text(one)));
    }
}
