using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace Auth0Flows.PowerShell;

/// <summary>
/// A property of a typed object among its members. PowerShell lists members before .NET properties, and a CSV file or a grid takes its
/// columns in that order: without these, it would begin with what the type doesn't know. The value is the object's own.
/// </summary>
internal sealed class TypedProperty : PSNoteProperty
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> _properties = new();

    private readonly Auth0Object _owner;
    private readonly PropertyInfo _property;

    private TypedProperty(Auth0Object owner, PropertyInfo property)
        : base(property.Name, null) => (_owner, _property) = (owner, property);

    /// <summary>The properties of an object's own type, in the order of their declaration.</summary>
    public static IEnumerable<TypedProperty> Of(Auth0Object owner)
    {
        foreach (var property in _properties.GetOrAdd(owner.GetType(), Read))
        {
            yield return new TypedProperty(owner, property);
        }
    }

    /// <inheritdoc/>
    public override object? Value
    {
        get => _property.GetValue(_owner);
        set => _property.SetValue(_owner, LanguagePrimitives.ConvertTo(value, _property.PropertyType, CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public override bool IsSettable => _property.CanWrite;

    /// <inheritdoc/>
    public override string TypeNameOfValue => _property.PropertyType.FullName ?? _property.PropertyType.Name;

    /// <inheritdoc/>
    public override PSMemberInfo Copy() => new TypedProperty(_owner, _property);

    private static PropertyInfo[] Read(Type type) =>
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(static property => property.DeclaringType != typeof(Auth0Object) && property.GetIndexParameters().Length == 0)
                .OrderBy(static property => property.MetadataToken),
        ];
}
