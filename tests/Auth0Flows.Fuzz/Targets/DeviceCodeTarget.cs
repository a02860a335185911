namespace Auth0Flows.Fuzz;

/// <summary>The beginning of a device login: RFC 8628 §3.2. A person is shown an address and a code, and nothing else.</summary>
internal sealed class DeviceCodeTarget : AnswerTarget
{
    private static readonly ScopeSet _scope = ScopeSet.From(["openid"]);

    public override string Name => "device-codes";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"device_code\"",
        "\"device-code-1\"",
        "\"user_code\"",
        "\"QTZL-MCBW\"",
        "\"verification_uri\"",
        "\"https://acme.eu.auth0.com/activate\"",
        "\"verification_uri_complete\"",
        "\"https://acme.eu.auth0.com/activate?user_code=QTZL-MCBW\"",
        "\"javascript:alert(1)\"",
        "\"file:///etc/passwd\"",
        "\"http://127.0.0.1/\"",
        "\"http://evil.example/\"",
        "\"expires_in\"",
        "900",
        "\"900\"",
        "\"interval\"",
        "5",
        "86400",
        "0.0000001",
        "\"\\u001b[2J\"",
    ];

    protected override (string Shown, string Outcome) ReadAnswer(HttpExchange answer)
    {
        var code = Auth0DeviceCode.Read(answer, Tenant.Context, "https://api.example.com/", _scope);
        foreach (var address in new[] { code.VerificationUri, code.VerificationUriComplete })
        {
            Must.Hold(
                address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback),
                $"A browser would open another thing than a page: {address}"
            );
        }

        Must.Hold(
            code.ExpiresAt >= Tenant.Now && code.Interval >= TimeSpan.Zero && code.ExpiresAt - Tenant.Now <= TimeSpan.FromDays(1),
            "The times are out of order."
        );
        Must.BeOneLine(code.UserCode);
        return (code.ToString(), $"{code.VerificationUri == code.VerificationUriComplete} {code.Interval.TotalSeconds > 5}");
    }
}
