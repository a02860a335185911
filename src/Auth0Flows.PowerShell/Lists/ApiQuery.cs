using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The filters of a list, from the specified parameters.</summary>
internal sealed class ApiQuery
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => _parameters;

    /// <summary>Adds one value.</summary>
    public ApiQuery Add(string name, string? value)
    {
        if (value is not null)
        {
            _parameters.Add(new(name, value));
        }

        return this;
    }

    /// <summary>Adds several values, separated by commas, if the API requires a text.</summary>
    public ApiQuery Add(string name, string[]? values) => Add(name, values is { Length: > 0 } ? string.Join(',', values) : null);

    /// <summary>Adds several values as separate parameters, if the API requires an array.</summary>
    public ApiQuery AddEach(string name, string[]? values)
    {
        _parameters.AddRange((values ?? []).Select(value => KeyValuePair.Create(name, value)));
        return this;
    }

    /// <summary>Adds a single name without wildcards, because the API's filters support only that.</summary>
    public ApiQuery AddName(string name, string[]? names) => names is [var one] && NamePatterns.AreLiteral(names) ? Add(name, one) : this;

    /// <summary>Adds a switch: true, or false for -Switch:$false.</summary>
    public ApiQuery Add(string name, SwitchParameter? value) =>
        value is { } bound ? Add(name, bound.IsPresent.ToString(CultureInfo.InvariantCulture).ToLowerInvariant()) : this;
}
