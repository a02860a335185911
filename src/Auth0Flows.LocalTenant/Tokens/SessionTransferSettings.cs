using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Tokens;

/// <summary>The property <c>session_transfer</c> of an application (Auth0, "Configure and Implement Native to Web SSO").</summary>
internal sealed class SessionTransferSettings(JsonObject? settings)
{
    /// <summary>Whether a native application may create tokens. Default: no.</summary>
    public bool CanCreate => settings?["can_create_session_transfer_token"].AsFlag() == true;

    /// <summary>Whether a token must come back from the same IP address. Default: yes.</summary>
    public bool BindsAddress => (settings?["enforce_device_binding"].AsText() ?? "ip") == "ip";

    /// <summary>Whether a web application takes a token from a cookie or from the query. Default: neither.</summary>
    public bool Accepts(string method) =>
        (settings?["allowed_authentication_methods"] as JsonArray)?.Any(allowed => allowed.AsText() == method) == true;
}
