using System.Text;
using System.Text.Json.Nodes;
using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.Tests.Faults;

// Token responses with wrong fields. All other fields are unchanged.
internal static partial class FaultTable
{
    private static Fault[] Tokens =>
        [
            Field("access-token-missing", "access_token", null, MissingAccessToken),
            Field("access-token-null", "access_token", "null", MissingAccessToken),
            Field("access-token-empty", "access_token", "\"\"", MissingAccessToken),
            Field("access-token-number", "access_token", "42", MissingAccessToken),
            Field("access-token-array", "access_token", "[\"at\"]", MissingAccessToken),
            Field("access-token-object", "access_token", "{}", MissingAccessToken),
            Field("access-token-blank", "access_token", "\"a b\"", MissingAccessToken),
            Field("access-token-line-break", "access_token", "\"a\\r\\nX-Injected: 1\"", MissingAccessToken),
            Field("access-token-umlaut", "access_token", "\"\\u00fc\"", MissingAccessToken),
            Field("access-token-100k", "access_token", $"\"{new string('t', 100_000)}\"", InvalidJson, MissingAccessToken),
            Field("token-type-mac", "token_type", "\"mac\"", UnsupportedTokenType),
            Field("token-type-dpop", "token_type", "\"DPoP\"", DPoPKeyMissing),
            Field("expires-missing", "expires_in", null, MissingExpiresIn),
            Field("expires-null", "expires_in", "null", MissingExpiresIn),
            Field("expires-zero", "expires_in", "0", InvalidExpiresIn),
            Field("expires-negative", "expires_in", "-1", InvalidExpiresIn),
            Field("expires-text", "expires_in", "\"soon\"", InvalidExpiresIn),
            Field("expires-array", "expires_in", "[60]", InvalidExpiresIn),
            Field("expires-true", "expires_in", "true", InvalidExpiresIn),
            Field("expires-infinite", "expires_in", "1e999", InvalidExpiresIn),
            Field("expires-ages", "expires_in", "1e15", InvalidExpiresIn),
            Field("id-token-text", "id_token", "\"no.jwt\"", InvalidIdToken),
            Field("id-token-none", "id_token", "\"eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.\"", IdTokenAlgorithmRefused, InvalidIdToken),
            Field(
                "id-token-forged",
                "id_token",
                "\"eyJhbGciOiJSUzI1NiIsImtpZCI6ImsxIn0.eyJzdWIiOiJ4In0.AAAA\"",
                IdTokenSignatureInvalid,
                InvalidIdToken
            ),
        ];

    private static Fault Field(string name, string field, string? value, params Auth0ErrorCode[] codes) =>
        new(
            name,
            value is null
                ? $"no {field}"
                : $"{field} = {(value.Length > 40 ? $"{value.Length} characters" : value.Replace("|", "\\|", StringComparison.Ordinal))}",
            Send(answer => (answer with { Status = 200, Body = With(answer.Body, field, value) }).Whole()),
            codes
        )
        {
            IsOfTokens = true,
        };

    private static byte[] With(byte[] body, string field, string? value)
    {
        var json = JsonNode.Parse(body)!.AsObject();
        json.Remove(field);
        var text = json.ToJsonString();
        return Encoding.UTF8.GetBytes(value is null ? text : $"{text[..^1]},\"{field}\":{value}}}");
    }
}
