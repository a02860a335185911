namespace Auth0Flows.Fuzz;

/// <summary>
/// What a browser brings to the loopback address: a form or a query. It is an answer to this login alone where the state says so.
/// </summary>
internal sealed class BrowserAnswerTarget : FuzzTarget
{
    private const string State = "the-state";

    private static readonly Auth0AuthorizeOptions[] _options =
    [
        new() { RedirectUri = new Uri("http://127.0.0.1:8484/callback") },
        new()
        {
            RedirectUri = new Uri("http://127.0.0.1:8484/callback"),
            ResponseType = "code id_token token",
            Organization = "org_1",
            Connection = "google",
        },
    ];

    public override string Name => "browser-answers";

    public override IReadOnlyList<string> Words { get; } =
    [
        "state=the-state",
        "&state=",
        "code=code-123456",
        "&code=",
        "&id_token=a.b.c",
        "&access_token=token-123",
        "&error=access_denied",
        "&error=login_required",
        "&error_description=Service+not+found",
        "&iss=https%3A%2F%2Facme.eu.auth0.com%2F",
        "&iss=https://evil.example/",
        "&iss=",
        "?",
        "&",
        "=",
        "%",
        "%u0041",
        "%00",
        "+",
        "%0d%0a",
        "%e2%80%ae",
        ";",
        "state",
        "%73tate=the-state",
        "STATE=the-state",
    ];

    protected override string Read(byte[] input)
    {
        var (_, fields) = LoopbackListener.Parse(Inputs.Text(input));
        if (fields is null)
        {
            return "no fields";
        }

        var options = _options[input.Length % 2];
        var address = new Uri("https://acme.eu.auth0.com/authorize");
        var (state, nonce, verifier) = (State.ToSecret(), "nonce".ToSecret(), "verifier".ToSecret());
        var request = new Auth0AuthorizeRequest(Tenant.Domain, Tenant.ClientId, address, state, nonce, verifier, options);
        FrontChannelAnswer answer;
        try
        {
            answer = FrontChannelReader.Read(request, fields, Tenant.ClientId);
        }
        catch (Auth0Exception failure)
        {
            Must.Hold(
                fields.GetValueOrDefault("code") is not { } code
                    || !Must.IsTelling(code)
                    || !failure.Message.Contains(code, StringComparison.Ordinal)
                    || fields.Values.Count(value => value.Contains(code, StringComparison.Ordinal)) > 1,
                "The code is in what is shown."
            );
            throw;
        }

        Must.Hold(fields.GetValueOrDefault("state") == State, "The answer to another login is accepted.");
        Must.Hold(!fields.ContainsKey("error") && answer.Code.Reveal() == fields["code"], "A refusal, or another code, is accepted.");
        // A mix-up attack's door.
        Must.Hold(
            fields.GetValueOrDefault("iss") is null or "https://acme.eu.auth0.com/",
            "The answer of another issuer is accepted (RFC 9207)."
        );
        Must.Hold(
            input.Length % 2 == 0 || (answer.IdToken is not null && answer.AccessToken is not null),
            "What was asked for is missing."
        );
        return $"accepted {fields.Count}";
    }
}
