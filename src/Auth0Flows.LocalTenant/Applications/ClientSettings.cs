using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Applications;

/// <summary>Applies the changes of a PATCH request to an application's properties.</summary>
internal static class ClientSettings
{
    // A PATCH merges these objects; it replaces all other properties.
    private static readonly string[] _mergedProperties = ["client_metadata", "jwt_configuration", "refresh_token"];

    /// <summary>The application's private_key_jwt settings; null if it doesn't use private_key_jwt.</summary>
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
