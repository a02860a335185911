using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>Changes to an application's properties, as a PATCH makes them.</summary>
internal static class ClientSettings
{
    // Objects that a PATCH adds to, where it puts other properties in the place of what they were.
    private static readonly string[] _mergedProperties = ["client_metadata", "jwt_configuration", "refresh_token"];

    /// <summary>How the application authenticates by private_key_jwt; null if it doesn't.</summary>
    public static JsonObject? PrivateKeyJwt(JsonObject settings) =>
        (settings["client_authentication_methods"] as JsonObject)?["private_key_jwt"] as JsonObject;

    public static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            if (_mergedProperties.Contains(name) && target[name] is JsonObject inner && value is JsonObject innerChanges)
            {
                Merge(inner, innerChanges);
            }
            else if (value is null)
            {
                target.Remove(name);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
