using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The filters of a list, of those parameters that were given.</summary>
internal sealed class ApiQuery
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => _parameters;

    /// <summary>One value.</summary>
    public ApiQuery Add(string name, string? value)
    {
        if (value is not null)
        {
            _parameters.Add(new(name, value));
        }

        return this;
    }

    /// <summary>Several values with commas between, where the API takes a text.</summary>
    public ApiQuery Add(string name, string[]? values) => Add(name, values is { Length: > 0 } ? string.Join(',', values) : null);

    /// <summary>Several values, each a parameter of its own: where the API takes an array.</summary>
    public ApiQuery AddEach(string name, string[]? values)
    {
        _parameters.AddRange((values ?? []).Select(value => KeyValuePair.Create(name, value)));
        return this;
    }

    /// <summary>A name, where it is one and has no wildcards: the API's own filters know no more.</summary>
    public ApiQuery AddName(string name, string[]? names) => names is [var one] && NamePatterns.AreLiteral(names) ? Add(name, one) : this;

    /// <summary>A switch: true, or false if it is bound as -Switch:$false.</summary>
    public ApiQuery Add(string name, SwitchParameter? value) =>
        value is { } bound ? Add(name, bound.IsPresent.ToString(CultureInfo.InvariantCulture).ToLowerInvariant()) : this;
}
