using System.Text.Json;

namespace Auth0Flows.Json;

/// <summary>An object that writes itself: those of the Management API, whose types the ground of JSON does not know.</summary>
internal interface IJsonObject
{
    void WriteTo(Utf8JsonWriter writer);
}
