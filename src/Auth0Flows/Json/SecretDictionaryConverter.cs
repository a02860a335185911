namespace Auth0Flows.Json;

/// <summary>The same for an object that consists mostly of secrets: a text instead of the object is also a secret.</summary>
internal sealed class SecretDictionaryConverter : DictionaryConverter;
