using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>Auth0's known and relevant validation of the body of writes to /clients.</summary>
internal static class ClientBody
{
    // Returned in responses, but rejected in requests.
    private static readonly string[] _readOnlyProperties = ["client_id", "tenant", "global", "signing_keys", "callback_url_template"];

    private static readonly string[] _appTypes =
    [
        "native",
        "spa",
        "regular_web",
        "non_interactive",
        "resource_server",
        "express_configuration",
        "rms",
        "box",
        "cloudbees",
        "concur",
        "dropbox",
        "mscrm",
        "echosign",
        "egnyte",
        "newrelic",
        "office365",
        "salesforce",
        "sentry",
        "sharepoint",
        "slack",
        "springcm",
        "zendesk",
        "zoom",
        "sso_integration",
        "oag",
    ];

    public static void CheckForCreation(JsonObject body)
    {
        if (!body.ContainsKey("name"))
        {
            throw ApiException.InvalidBody("Missing required property: name");
        }

        CheckForChange(body);
    }

    public static void CheckForChange(JsonObject body)
    {
        var readOnly = _readOnlyProperties.Where(body.ContainsKey).ToArray();
        if (readOnly.Length > 0)
        {
            throw ApiException.InvalidBody($"Additional properties not allowed: {string.Join(',', readOnly)}");
        }

        if (body.ContainsKey("name"))
        {
            var name = Expect<string>(body, "name", JsonValueKind.String, "string");
            if (name.Length == 0)
            {
                throw ApiException.InvalidBody("String is too short (0 chars), minimum 1", "name");
            }

            if (name.AsSpan().ContainsAny('<', '>'))
            {
                throw ApiException.InvalidBody($"String does not match pattern ^[^<>]+$: {name}", "name");
            }
        }

        if (body["app_type"] is not null)
        {
            var appType = Expect<string>(body, "app_type", JsonValueKind.String, "string");
            if (!_appTypes.Contains(appType))
            {
                throw ApiException.InvalidBody($"No enum match for: {appType}", "app_type");
            }
        }

        foreach (var name in new[] { "callbacks", "grant_types", "web_origins", "allowed_origins", "allowed_logout_urls" })
        {
            if (body[name] is not null and not JsonArray)
            {
                throw ApiException.InvalidBody($"Expected type array but found type {JsonBody.TypeOf(body[name])}", name);
            }
        }
    }

    private static T Expect<T>(JsonObject body, string name, JsonValueKind kind, string type) =>
        body[name] is { } value && value.GetValueKind() == kind
            ? value.GetValue<T>()
            : throw ApiException.InvalidBody($"Expected type {type} but found type {JsonBody.TypeOf(body[name])}", name);
}
