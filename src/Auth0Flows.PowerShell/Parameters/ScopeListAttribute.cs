using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Reads the scopes of an API: names, a hashtable of names and descriptions, or objects with <c>value</c> and <c>description</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ScopeListAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null ? null : Scopes(inputData).ToArray();

    private static IEnumerable<Auth0ResourceServerScope> Scopes(object? input)
    {
        var value = input is PSObject wrapped ? wrapped.BaseObject : input;
        return value switch
        {
            Auth0ResourceServerScope scope => [scope],
            string name => [Scope(name, null)],
            IDictionary one when one.Contains("value") => [Scope(one["value"], one["description"])],
            IDictionary several => several.Cast<DictionaryEntry>().Select(static entry => Scope(entry.Key, entry.Value)),
            IEnumerable list => list.Cast<object?>().SelectMany(Scopes),
            _ when input is PSObject { Properties: var properties } && properties["value"] is { } name =>
            [
                Scope(name.Value, properties["description"]?.Value),
            ],
            _ => throw new ArgumentTransformationMetadataException(
                "Specify scopes as names, or as a hashtable of names and descriptions: @{ 'read:orders' = 'Read orders' }."
            ),
        };
    }

    private static Auth0ResourceServerScope Scope(object? name, object? description) =>
        new()
        {
            Value = Convert.ToString(name, CultureInfo.InvariantCulture),
            Description = description is null ? null : Convert.ToString(description, CultureInfo.InvariantCulture),
        };
}
