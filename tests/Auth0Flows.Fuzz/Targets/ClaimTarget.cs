using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>What stands in a token that is signed as it should be: a header, an empty line, the claims; or the claims alone.</summary>
internal sealed class ClaimTarget : FuzzTarget
{
    private static readonly byte[] _header = "{\"alg\":\"HS256\"}"u8.ToArray();
    private static readonly byte[] _key = Encoding.UTF8.GetBytes(Tenant.ClientSecret);
    private static readonly SigningKeys _keys = new(Tenant.Domain, new HttpTransport(Tenant.Options.Sending), Tenant.Clock);
    private static readonly IdTokenValidator _validator = new(Tenant.Domain, Tenant.Client, _keys, Tenant.Clock);
    private static readonly TokenExamination _examination = new(Tenant.Domain, Tenant.Client, _keys, Tenant.Clock);
    private static readonly IdTokenExpectation _expectation = new()
    {
        Nonce = "n",
        MaxAge = TimeSpan.FromHours(1),
        Organization = "org_1",
    };
    private static readonly Auth0TokenRequirements _requirements = new()
    {
        Audience = [Tenant.ClientId],
        Scope = ["openid"],
        Jwks = "{\"keys\":[]}",
    };

    public override string Name => "claims";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"iss\"",
        "\"https://acme.eu.auth0.com/\"",
        "\"sub\"",
        "\"aud\"",
        "\"client-1\"",
        "[\"client-1\",\"x\"]",
        "\"azp\"",
        "\"exp\"",
        "\"iat\"",
        "\"nbf\"",
        "\"auth_time\"",
        "\"nonce\"",
        "\"n\"",
        "\"org_id\"",
        "\"org_1\"",
        "\"scope\"",
        "\"openid\"",
        "\"kid\"",
        "\"alg\"",
        "\"HS256\"",
        "\"RS256\"",
        "\"none\"",
        "\"enc\"",
        "\"typ\"",
        "1795867200",
        "1795870800",
        "1795863600.5",
        "-62135596800",
        "253402300799",
        "253402300800",
        "1e20",
        "1e400",
        "\n\n",
        "{\"alg\":\"HS256\"}\n\n",
    ];

    protected override string Read(byte[] input)
    {
        var (header, claims) = Inputs.Split(input, "\n\n"u8);
        header = header == claims ? _header : header;
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        var token = $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(signed)))}";
        var jwt = DecodedJwt.Read(token);
        if (
            Inputs.Json(header) is { ValueKind: JsonValueKind.Object } headerJson
            && !IsEncrypted(headerJson)
            && Inputs.Json(claims) is { ValueKind: JsonValueKind.Object } json
        )
        {
            LoseNoName(json, jwt);
        }

        // The keys of others are asked for at the tenant.
        return $"{jwt.Header.Count > 0} {(JwtSignature.IsAsymmetric(jwt.Header) ? "not ours" : Validate(token, claims))} {Examine(token)}";
    }

    private static bool IsEncrypted(JsonElement header) => header.EnumerateObject().Any(static property => Inputs.Name(property) is "enc");

    private static void LoseNoName(JsonElement json, DecodedJwt jwt)
    {
        foreach (var property in json.EnumerateObject())
        {
            Must.Hold(Inputs.Name(property) is not { } name || jwt.Claims.Contains(name), "A claim is lost.");
        }

        Must.Hold(json.GetPropertyCount() == 0 || jwt.Claims.Count > 0, "All claims are lost.");
    }

    // What is accepted is what OpenID Connect Core §3.1.3.7 asks for, read another way.
    private static string Validate(string token, byte[] claims)
    {
        try
        {
            Await(_validator.ValidateAsync(token.ToSecret(), _expectation, null, CancellationToken.None));
        }
        catch (Auth0Exception failure)
        {
            Must.BeDocumented(failure);
            Must.Hold(!failure.Message.Contains(token, StringComparison.Ordinal), "The token is in what is shown.");
            return Outcome.Of(failure);
        }

        var json = Inputs.Json(claims)!.Value;
        Must.Hold(
            Must.Text(json, "iss") == Tenant.Domain.Issuer
                && Must.Text(json, "nonce") == "n"
                && Must.Text(json, "org_id") == "org_1"
                && json.TryGetProperty("sub", out var subject)
                && (subject.ValueKind == JsonValueKind.String || Inputs.HoldsHugeNumber(subject)),
            "An ID token of another login is accepted."
        );
        Must.Hold(
            json.GetProperty("aud").GetRawText().Contains(Tenant.ClientId, StringComparison.Ordinal),
            "An ID token for another application is accepted."
        );
        Must.Hold(json.GetProperty("exp").GetDouble() > Tenant.Now.ToUnixTimeSeconds() - 61, "An ID token that expired is accepted.");
        return "accepted";
    }

    private static string Examine(string token)
    {
        var examined = Await(_examination.RunAsync(token, _requirements, null, CancellationToken.None));
        foreach (var check in examined.Checks)
        {
            Must.BeOneLine(check.Found);
        }

        return Outcome.WithoutWhatDiffers(examined.ToString());
    }
}
