using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.ProofOfPossession;
using Auth0Flows.LocalTenant.Tokens;

namespace Auth0Flows.LocalTenant;

/// <summary>A small API for testing calls: its response describes the request. Any path below /echo/, any method.</summary>
internal sealed class EchoApi(ApiStore apis, PresentedTokens tokens, string managementAudience)
{
    public const string Prefix = "/echo/";

    public async ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        if (!PresentedTokens.HasOne(request))
        {
            // RFC 6750 §3.1: no error code if no token was sent.
            return ServerResponse
                .Json(401, new JsonObject { ["error"] = "unauthorized", ["error_description"] = "No access token was sent." })
                .With("WWW-Authenticate", "Bearer");
        }

        AccessTokenStatus status;
        AccessToken? token;
        try
        {
            (status, token) = await tokens.ReadAsync(request).ConfigureAwait(false);
        }
        catch (OAuthException unproven)
        {
            return unproven.ToResponse();
        }

        var audience = token?.Audiences.FirstOrDefault(name => name != managementAudience && apis.Find(name) is not null);
        if (status != AccessTokenStatus.Valid || audience is null)
        {
            return Refused(status == AccessTokenStatus.Expired ? "The access token expired." : "The access token is not for this API.");
        }

        if (BoundToken.RefusalOf(token!, request) is { } refusal)
        {
            return Refused(refusal);
        }

        return ServerResponse.Json(
            200,
            new JsonObject
            {
                ["method"] = request.Method,
                ["path"] = request.Path,
                ["query"] = request.Query,
                ["audience"] = audience,
                ["subject"] = token!.Subject,
                ["body"] = Body(request),
            }
        );
    }

    private static ServerResponse Refused(string description) =>
        ServerResponse
            .Json(401, new JsonObject { ["error"] = "invalid_token", ["error_description"] = description })
            .With("WWW-Authenticate", $"Bearer error=\"invalid_token\", error_description=\"{description}\"");

    /// <summary>JSON as JSON, other bodies as text, null if there is no body.</summary>
    private static JsonNode? Body(ServerRequest request)
    {
        if (request.Body.Length == 0)
        {
            return null;
        }

        try
        {
            return request.IsJson ? JsonNode.Parse(request.JsonBody) : request.BodyText;
        }
        catch (JsonException)
        {
            return request.BodyText;
        }
    }
}
