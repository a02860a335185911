using System.Globalization;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>Reads typed parameters from a query, and rejects what Auth0's schemas reject. Unknown parameters are ignored.</summary>
internal sealed class QueryReader(QueryParameters parameters)
{
    public string? Text(string name) => parameters[name];

    /// <exception cref="ApiException">It is missing.</exception>
    public string RequireText(string name) =>
        Text(name)
        ?? throw ApiException.BadRequest($"Query validation error: 'Missing required property: {name}'.", "invalid_query_string");

    /// <summary>All values of a parameter that may be repeated.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. parameters.Pairs.Where(pair => pair.Key == name).Select(pair => pair.Value)];

    public IReadOnlyList<string>? List(string name) =>
        parameters[name]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool? Boolean(string name) =>
        parameters[name] switch
        {
            null => null,
            "true" => true,
            "false" => false,
            _ => throw ApiException.InvalidQuery("Expected type boolean but found type string", name),
        };

    public int? Integer(string name, int minimum, int maximum = int.MaxValue)
    {
        if (parameters[name] is not { } text)
        {
            return null;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw ApiException.InvalidQuery("Expected type integer but found type string", name);
        }

        return value < minimum ? throw ApiException.InvalidQuery($"Value {value} is less than minimum {minimum}", name)
            : value > maximum ? throw ApiException.InvalidQuery($"Value {value} is greater than maximum {maximum}", name)
            : (int)value;
    }
}
