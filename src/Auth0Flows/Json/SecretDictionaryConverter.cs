namespace Auth0Flows.Json;

/// <summary>The same for an object that mostly consists of secrets: a text that stands in its place is one, too.</summary>
internal sealed class SecretDictionaryConverter : DictionaryConverter;
