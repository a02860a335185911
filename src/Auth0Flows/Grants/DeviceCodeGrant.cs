using System.Security;
using Auth0Flows.Http;

namespace Auth0Flows;

/// <summary>One poll with a device code: RFC 8628 §3.4. Until the user has approved it, the response is an error that says so.</summary>
public sealed class DeviceCodeGrant(SecureString deviceCode, string? audience = null, IEnumerable<string>? scope = null)
    : Auth0Grant(audience, null, scope)
{
    private readonly Auth0Secret? _deviceCode = deviceCode;

    /// <inheritdoc/>
    public override Auth0GrantType GrantType => Auth0GrantType.DeviceCode;

    internal override string WireName => "urn:ietf:params:oauth:grant-type:device_code";

    // slow_down is a 429 that the poller must handle.
    internal override RepeatPolicy RepeatPolicy => RepeatPolicy.Never;

    internal override void Write(FieldContent body) => body.Add("device_code", _deviceCode);

    internal override Auth0ErrorCode? Explain(string? error, string description) =>
        error switch
        {
            "expired_token" or "invalid_grant" => Auth0ErrorCode.DeviceCodeExpired,
            "access_denied" => Auth0ErrorCode.DeviceLoginDenied,
            _ => null,
        };
}
