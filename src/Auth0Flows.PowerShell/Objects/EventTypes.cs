using System.Collections.Specialized;

namespace Auth0Flows.PowerShell;

/// <summary>The subscriptions of an event stream, from the types of its events.</summary>
internal static class EventTypes
{
    /// <summary>Adds the subscriptions to the properties of an event stream, if types are specified.</summary>
    public static OrderedDictionary Add(OrderedDictionary properties, string[]? types)
    {
        if (types is not null)
        {
            properties["subscriptions"] = types
                .Select(static type => new OrderedDictionary(StringComparer.Ordinal) { ["event_type"] = type })
                .ToArray();
        }

        return properties;
    }
}
