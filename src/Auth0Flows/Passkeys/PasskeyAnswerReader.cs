using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.Passkeys;

/// <summary>
/// Reads what an authenticator answered, and writes it as Auth0 takes it. Authenticators that aren't browsers differ in small things, which
/// are evened out: names in another case (Auth0's own pages have <c>clientDataJSON</c> and <c>clientDataJson</c>), base64 in the place of
/// base64url, lists of bytes, a missing <c>id</c>, <c>rawId</c> or <c>type</c>. Nothing that the tenant verifies is changed.
/// </summary>
internal static class PasskeyAnswerReader
{
    private const int LongestAnswer = 262_144;
    private const int Sha256Length = 32;

    // The shortest authenticator data (§6.1): the hash, the flags, the counter.
    private const int ShortestData = 37;

    private static readonly string[] _binary =
    [
        "clientDataJSON",
        "authenticatorData",
        "signature",
        "userHandle",
        "attestationObject",
        "publicKey",
    ];

    private static readonly string[] _members = ["id", "rawId", "type", "authenticatorAttachment", "clientExtensionResults", "response"];

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <exception cref="Auth0ConfigurationException">It is none (<see cref="Auth0ErrorCode.InvalidPasskeyAnswer"/>).</exception>
    public static Auth0PasskeyAnswer Read(string json)
    {
        if (json.Length > LongestAnswer)
        {
            throw Invalid($"it is longer than {LongestAnswer:N0} characters");
        }

        try
        {
            return ReadWhole(json);
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException) // half of a surrogate pair
        {
            throw Invalid("it contains text that is not valid");
        }
    }

    public static Auth0ConfigurationException Invalid(string reason) =>
        new(Auth0ErrorCode.InvalidPasskeyAnswer, $"The authenticator's answer can't be used: {reason}.");

    private static Auth0PasskeyAnswer ReadWhole(string json)
    {
        var answer = Renamed(Parse(json), _members);
        var response = answer["response"] is JsonObject found ? Renamed(found, _binary) : throw Invalid("it has no response object");
        foreach (var name in _binary.Where(name => response[name] is not null))
        {
            response[name] = Encode(response[name], name);
        }

        answer["response"] = response;
        var id = ReadId(answer);
        (answer["id"], answer["rawId"]) = (id, id);
        var clientData =
            PasskeyClientData.Read(Decode(Require(response, "clientDataJSON"), "clientDataJSON"))
            ?? throw Invalid("its clientDataJSON is not client data: JSON with type, challenge and origin, as base64url");
        var isRegistration = response["attestationObject"] is not null;
        return new Auth0PasskeyAnswer(id, isRegistration, answer, clientData)
        {
            AuthenticatorAttachment = Text(answer["authenticatorAttachment"]),
            RelyingPartyIdHash = isRegistration ? null : ReadAssertion(response),
        };
    }

    private static byte[] ReadAssertion(JsonObject response)
    {
        if (response["authenticatorData"] is null && response["signature"] is null)
        {
            throw Invalid("its response has neither an attestationObject (of a new passkey) nor authenticatorData and a signature");
        }

        Require(response, "signature");
        var data = Decode(Require(response, "authenticatorData"), "authenticatorData");
        return data.Length >= ShortestData ? data[..Sha256Length] : throw Invalid("its authenticatorData is too short");
    }

    private static JsonObject Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: _strict) as JsonObject ?? throw Invalid("it is not a JSON object");
        }
        catch (JsonException)
        {
            throw Invalid("it is not valid JSON");
        }
    }

    private static JsonObject Renamed(JsonObject json, string[] names)
    {
        var renamed = new JsonObject();
        foreach (var (name, value) in json)
        {
            var known = Array.Find(names, one => one.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
            if (renamed.ContainsKey(known))
            {
                throw Invalid($"it has {known} twice");
            }

            renamed[known] = value?.DeepClone();
        }

        return renamed;
    }

    private static string ReadId(JsonObject answer)
    {
        var type = answer["type"] ??= "public-key";
        if (Text(type) != "public-key")
        {
            throw Invalid("its type is not public-key");
        }

        var (id, raw) = (answer["id"], answer["rawId"]);
        if (id is null && raw is null)
        {
            throw Invalid("it has no id");
        }

        var read = Encode(raw ?? id, "rawId");
        return id is null || Encode(id, "id") == read ? read : throw Invalid("its id is not its rawId");
    }

    private static string Require(JsonObject response, string name) =>
        Text(response[name]) is { Length: > 0 } text ? text : throw Invalid($"its response has no {name}");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static byte[] Decode(string text, string name)
    {
        try
        {
            return Base64Url.DecodeFromChars(text);
        }
        catch (FormatException)
        {
            throw Invalid($"its {name} is not base64url");
        }
    }

    private static string Encode(JsonNode? value, string name) =>
        value switch
        {
            JsonArray bytes => Base64Url.EncodeToString([.. bytes.Select(octet => ReadByte(octet, name))]),
            _ when Text(value) is { } text => Base64Url.EncodeToString(Decode(Plain(text), name)),
            _ => throw Invalid($"its {name} is neither a text nor a list of bytes"),
        };

    // The alphabet of base64, which [Convert]::ToBase64String and others write.
    private static string Plain(string text) => text.TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte ReadByte(JsonNode? octet, string name) =>
        octet is JsonValue value
        && value.GetValueKind() == JsonValueKind.Number
        && value.Deserialize<JsonElement>().TryGetByte(out var read)
            ? read
            : throw Invalid($"its {name} is a list, but not of bytes");
}
