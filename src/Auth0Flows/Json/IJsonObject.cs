using System.Text.Json;

namespace Auth0Flows.Json;

/// <summary>An object that writes itself as JSON: the types of the Management API, which the Json folder doesn't know.</summary>
internal interface IJsonObject
{
    void WriteTo(Utf8JsonWriter writer);
}
