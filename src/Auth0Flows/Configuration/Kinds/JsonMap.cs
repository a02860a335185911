namespace Auth0Flows.Configuration.Kinds;

/// <summary>A JSON object that can be changed; its values are other such objects, lists, scalars, secrets and names of objects.</summary>
internal sealed class JsonMap() : OrderedDictionary<string, object?>(StringComparer.Ordinal);
