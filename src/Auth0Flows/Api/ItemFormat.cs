using System.Text.Json;

namespace Auth0Flows.Api;

/// <summary>Reads one item of a list.</summary>
internal delegate T ItemReader<out T>(ref Utf8JsonReader reader);

/// <summary>How the items of a list are read.</summary>
/// <param name="Read">Reads one item.</param>
/// <param name="IdOf">What tells an item from others: the id of an object, or null if it has none; any other value as it came.</param>
/// <param name="ObjectsOnly">Whether anything but an object is a fault.</param>
/// <param name="IsPaged">Whether the list comes in pages, whose objects are limited.</param>
internal sealed record ItemFormat<T>(ItemReader<T> Read, Func<T, string?> IdOf, bool ObjectsOnly, bool IsPaged = false);
