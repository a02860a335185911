using System.Text.Json;
using Auth0Flows.DPoP;
using Auth0Flows.Grants;
using Auth0Flows.Http;
using Auth0Flows.Sessions;

namespace Auth0Flows.Logins;

/// <summary>Calls the Authentication API's endpoints other than the token endpoint: returns the response, or throws its error.</summary>
internal sealed class AuthenticationApi(SessionContext context, TokenProofs proofs)
{
    public SessionContext Context => context;

    /// <summary>Which proofs a call with a token needs.</summary>
    public TokenProofs Proofs => proofs;

    public Uri AddressOf(string path) => new(context.Domain.BaseAddress, path);

    /// <summary>Adds the client authentication.</summary>
    public void Authenticate(HttpRequestMessage request, FieldContent body) =>
        context.Client.Apply(body, request.Headers, context.Domain.Issuer, context.Now);

    /// <param name="create">Creates the request.</param>
    /// <param name="policy">Which requests can be retried.</param>
    /// <param name="what">Describes what failed, for an error response.</param>
    /// <param name="explain">Returns the meaning of an error at this endpoint.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="use">What the request's proofs are made with (DPoP); null for a request without.</param>
    /// <param name="takesText">Whether a sentence is a response too, although its content type is that of a web page.</param>
    public async Task<HttpExchange> SendAsync(
        Func<HttpRequestMessage> create,
        RepeatPolicy policy,
        string what,
        Func<string?, string, Auth0ErrorCode?> explain,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken,
        DPoPUse? use = null,
        bool takesText = false
    )
    {
        context.ThrowIfClosed();
        try
        {
            var answer = await proofs.Sender.SendAsync(create, use, policy, activity, cancellationToken).ConfigureAwait(false);
            return answer.IsSuccess && !TokenRefusal.IsOne(answer)
                ? JsonAnswer.RefusePage(answer, takesText)
                : throw TokenRefusal.Read(answer, what, explain, context.ClientId, context.Now);
        }
        catch (ObjectDisposedException) when (context.IsClosed) // during the request
        {
            throw context.Closed();
        }
    }

    /// <summary>A text property of a response; null if it has none.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.TryFind(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.ReadText() is { Length: > 0 and <= 65_536 } text
            ? text
            : null;
}
