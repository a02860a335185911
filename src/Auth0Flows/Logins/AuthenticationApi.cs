using System.Text.Json;
using Auth0Flows.Grants;
using Auth0Flows.Http;
using Auth0Flows.Sessions;

namespace Auth0Flows.Logins;

/// <summary>The Authentication API's endpoints beside the token endpoint: a request out, and its answer or its refusal back.</summary>
internal sealed class AuthenticationApi(SessionContext context, HttpTransport transport)
{
    public SessionContext Context => context;

    public Uri AddressOf(string path) => new(context.Domain.BaseAddress, path);

    /// <summary>Adds who we are, and the proof of it.</summary>
    public void Authenticate(HttpRequestMessage request, FieldContent body) =>
        context.Client.Apply(body, request.Headers, context.Domain.Issuer, context.Now);

    /// <param name="create">Makes the request.</param>
    /// <param name="policy">What of it may be sent again.</param>
    /// <param name="what">What is not done where it is refused, in words.</param>
    /// <param name="explain">What an error means there.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<HttpExchange> SendAsync(
        Func<HttpRequestMessage> create,
        RepeatPolicy policy,
        string what,
        Func<string?, string, Auth0ErrorCode?> explain,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        context.ThrowIfClosed();
        try
        {
            var answer = await transport.SendAsync(create, policy, activity, cancellationToken).ConfigureAwait(false);
            return answer.IsSuccess && !TokenRefusal.IsOne(answer)
                ? JsonAnswer.RefusePage(answer)
                : throw TokenRefusal.Read(answer, what, explain, context.ClientId, context.Now);
        }
        catch (ObjectDisposedException) when (context.IsClosed) // in the middle of it
        {
            throw context.Closed();
        }
    }

    /// <summary>A text property of an answer, or null if there is none.</summary>
    public static string? Text(JsonElement json, string name) =>
        json.TryFind(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.ReadText() is { Length: > 0 and <= 65_536 } text
            ? text
            : null;
}
