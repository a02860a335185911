using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.Management.Declared;

namespace Auth0Flows.LocalTenant.Configuration;

/// <summary>/api/v2/guardian: which second factors a tenant offers, and when it asks for one. Logins don't follow it.</summary>
internal sealed class GuardianEndpoints
{
    private static readonly string[] _names =
    [
        "push-notification",
        "sms",
        "email",
        "duo",
        "otp",
        "webauthn-roaming",
        "webauthn-platform",
        "recovery-code",
    ];

    private readonly Lock _lock = new();
    private readonly HashSet<string> _enabled = new(["otp", "recovery-code"], StringComparer.Ordinal);
    private string[] _policies = [];

    public void MapTo(EndpointTable table)
    {
        table.Map("GET guardian/factors", "read:guardian_factors", _ => ListFactors());
        table.Map("PUT guardian/factors/{name}", "update:guardian_factors", ChangeFactor);
        table.Map("GET guardian/policies", "read:mfa_policies", _ => ShowPolicies());
        table.Map("PUT guardian/policies", "update:mfa_policies", ChangePolicies);
    }

    private ServerResponse ListFactors()
    {
        lock (_lock)
        {
            return ServerResponse.Json(
                200,
                new JsonArray([
                    .. _names.Select(name => new JsonObject
                    {
                        ["name"] = name,
                        ["enabled"] = _enabled.Contains(name),
                        ["trial_expired"] = false,
                    }),
                ])
            );
        }
    }

    private ServerResponse ChangeFactor(EndpointRequest request)
    {
        if (!_names.Contains(request.Id))
        {
            throw ApiException.BadRequest($"Path validation error: 'No enum match for: {request.Id}' on property name.", "invalid_uri");
        }

        var isEnabled = Schema.Of("enabled! flag").Check(request.ReadBody(), isCreation: true).Flag("enabled") == true;
        lock (_lock)
        {
            if (isEnabled)
            {
                _enabled.Add(request.Id);
            }
            else
            {
                _enabled.Remove(request.Id);
            }
        }

        return ServerResponse.Json(200, new JsonObject { ["enabled"] = isEnabled });
    }

    private ServerResponse ShowPolicies() =>
        ServerResponse.Json(200, new JsonArray([.. _policies.Select(policy => JsonValue.Create(policy))]));

    private ServerResponse ChangePolicies(EndpointRequest request)
    {
        var policies = JsonBody.ReadTexts(request.Request);
        if (policies.FirstOrDefault(policy => policy is not ("all-applications" or "confidence-score")) is { } unknown)
        {
            throw ApiException.InvalidBody($"No enum match for: {unknown}", "[0]");
        }

        _policies = policies;
        return ShowPolicies();
    }
}
