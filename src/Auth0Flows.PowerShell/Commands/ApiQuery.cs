using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>The filters of a list, of those parameters that were given.</summary>
internal sealed class ApiQuery
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => _parameters;

    /// <summary>Several values with commas between, as the API takes them.</summary>
    public ApiQuery Add(string name, params string[]? values)
    {
        if (values is { Length: > 0 } && values is not [null])
        {
            _parameters.Add(new(name, string.Join(',', values)));
        }

        return this;
    }

    /// <summary>A switch: true, or false where it is bound as -Switch:$false.</summary>
    public ApiQuery Add(string name, SwitchParameter? value)
        => value is { } bound ? Add(name, bound.IsPresent.ToString(CultureInfo.InvariantCulture).ToLowerInvariant()) : this;
}
