namespace Auth0Flows.Fuzz;

/// <summary>An API's refusal: the Management API's form, or one's own.</summary>
internal sealed class ApiRefusalTarget : RefusalTarget
{
    public override string Name => "api-refusals";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"statusCode\"",
        "\"error\"",
        "\"message\"",
        "\"errorCode\"",
        "\"error_description\"",
        "\"insufficient_scope\"",
        "\"Insufficient scope, expected any of: read:clients, read:x\"",
        "expected all of: ",
        " of:",
        "\"invalid_body\"",
        "\"invalid_query_string\"",
        "\"invalid_paging\"",
        "\"Payload validation error: 'Expected type string' on property name (The name).\"",
        " on property ",
        "\"Conflict\"",
        "\"Too Many Requests\"",
    ];

    protected override Auth0Exception ReadRefusal(HttpExchange answer) =>
        ApiRefusal.Read(answer, "https://acme.eu.auth0.com/api/v2/", Tenant.ClientId, Tenant.Now);
}
