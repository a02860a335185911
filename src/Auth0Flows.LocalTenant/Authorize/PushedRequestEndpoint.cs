using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Authentication;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.ProofOfPossession;

namespace Auth0Flows.LocalTenant.Authorize;

/// <summary>
/// POST /oauth/par (RFC 9126 §2; Auth0, "Push Authorization Requests"): stores an application's parameters for /authorize.
/// </summary>
internal sealed class PushedRequestEndpoint(
    ClientAuthenticator authenticator,
    RequestObjects requestObjects,
    AuthorizationRequestReader reader,
    PushedRequests pushed,
    Proofs proofs
)
{
    public const string Path = "/oauth/par";

    private static readonly string[] _credentials = ["client_secret", "client_assertion", "client_assertion_type"];

    public ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        if (!request.IsForm)
        {
            throw OAuthException.InvalidRequest("The body must be application/x-www-form-urlencoded.");
        }

        var client = authenticator.Authenticate(request, TokenRequest.Read(request));
        var form = QueryParameters.Parse(request.BodyText);
        if (form["request_uri"] is not null)
        {
            // RFC 9126 §2.1.
            throw OAuthException.InvalidRequest("A request_uri can't be pushed.");
        }

        // First: a proof that is refused, or lacks the nonce, must not use up the id of a signed request.
        var thumbprint = proofs.Check(request, client);

        // With HTTP Basic, only the header has the client id.
        var parameters = requestObjects.Resolve(
            QueryParameters.Of(
                form.Pairs.Where(pair => pair.Key != "client_id" && !_credentials.Contains(pair.Key))
                    .Append(new("client_id", client.ClientId))
            )
        );
        if (thumbprint is not null)
        {
            parameters = WithThumbprint(parameters, thumbprint);
        }

        reader.Read(parameters, reader.ReadTarget(parameters));
        return ValueTask.FromResult(
            ServerResponse.Json(
                201,
                new JsonObject { ["request_uri"] = pushed.Add(parameters), ["expires_in"] = (int)PushedRequests.Lifetime.TotalSeconds }
            )
        );
    }

    // RFC 9449 §10.1: a proof has the same meaning as dpop_jkt.
    private static QueryParameters WithThumbprint(QueryParameters parameters, string thumbprint) =>
        parameters["dpop_jkt"] is not { Length: > 0 } named ? QueryParameters.Of(parameters.Pairs.Append(new("dpop_jkt", thumbprint)))
        : named == thumbprint ? parameters
        : throw new OAuthException(400, "invalid_dpop_proof", "Invalid DPoP proof: dpop_jkt is another key's.");
}
