using System.Buffers.Text;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>The <c>authn_response</c> of a token request (Auth0, "Native Passkeys API"), not yet verified.</summary>
internal sealed class AuthnResponse
{
    private readonly JsonObject _response;

    private AuthnResponse(string id, JsonObject response)
    {
        (Id, _response) = (id, response);
        ClientDataJson = Binary("clientDataJSON");
    }

    /// <summary>The id of the passkey.</summary>
    public string Id { get; }

    public byte[] ClientDataJson { get; }

    public bool IsAttestation => _response.ContainsKey("attestationObject");

    /// <summary>The handle of the user that the passkey belongs to; null for none.</summary>
    public string? UserHandle => _response["userHandle"] is null ? null : Base64Url.EncodeToString(Binary("userHandle"));

    /// <exception cref="OAuthException">There is none, or it has not the documented form.</exception>
    public static AuthnResponse Read(TokenRequest request)
    {
        try
        {
            return ReadWhole(request);
        }
        catch (InvalidOperationException) // half of a surrogate pair
        {
            throw Malformed("authn_response contains a text that is not valid");
        }
    }

    /// <summary>A binary value of the response.</summary>
    /// <exception cref="OAuthException">There is none, or it is not base64url without padding (RFC 4648 §5).</exception>
    public byte[] Binary(string name) =>
        _response[name].AsText() is { Length: > 0 } text && IsBase64Url(text)
            ? Base64Url.DecodeFromChars(text)
            : throw Malformed($"authn_response.response.{name} must be base64url");

    private static AuthnResponse ReadWhole(TokenRequest request)
    {
        var json = request.Object("authn_response") ?? throw Malformed("authn_response is required, and must be an object");
        var id = json["id"].AsText();
        if (id is null || id != json["rawId"].AsText() || !IsBase64Url(id))
        {
            throw Malformed("authn_response.id and rawId must be the same id, as base64url");
        }

        if (json["type"].AsText() != "public-key")
        {
            throw Malformed("authn_response.type must be public-key");
        }

        if (json["authenticatorAttachment"] is { } attachment && attachment.AsText() is not ("platform" or "cross-platform"))
        {
            throw Malformed("authn_response.authenticatorAttachment must be platform or cross-platform");
        }

        if (json["clientExtensionResults"] is { } extensions and not JsonObject)
        {
            throw Malformed($"authn_response.clientExtensionResults must be an object, not {extensions.GetValueKind()}");
        }

        return new AuthnResponse(id, json["response"] as JsonObject ?? throw Malformed("authn_response.response must be an object"));
    }

    // .NET also decodes padding, blanks, and bits that are left over.
    private static bool IsBase64Url(string text) =>
        Base64Url.IsValid(text) && Base64Url.EncodeToString(Base64Url.DecodeFromChars(text)) == text;

    private static OAuthException Malformed(string description) => OAuthException.InvalidRequest(description);
}
