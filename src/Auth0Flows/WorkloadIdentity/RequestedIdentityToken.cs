using System.Net;
using System.Text.Json;
using Auth0Flows.Basics;
using Auth0Flows.Http;

namespace Auth0Flows.WorkloadIdentity;

/// <summary>A token that a CI issues on request: with the job's own bearer token, which is sent to no other address.</summary>
internal abstract class RequestedIdentityToken(HttpTransport transport, string provider) : IdentityTokenSource
{
    /// <summary>The property of the answer with the token.</summary>
    protected abstract string Property { get; }

    public override async Task<string> ReadAsync(IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        var (address, bearer) = Locate();
        HttpExchange answer;
        try
        {
            answer = await transport
                .SendAsync(() => CreateRequest(address, bearer), RepeatPolicy.WhenFailed, activity, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Auth0ConnectionException failure)
        {
            throw new Auth0ConnectionException(
                Auth0ErrorCode.FederatedTokenUnavailable,
                $"{provider} could not be asked for the job's identity token: {failure.Message}",
                failure
            )
            {
                Request = failure.Request,
            };
        }

        return Read(answer);
    }

    /// <summary>The address of the job's tokens, and the bearer token that it takes.</summary>
    /// <exception cref="Auth0ConfigurationException">The job has none.</exception>
    protected abstract (Uri Address, Auth0Secret Bearer) Locate();

    /// <summary>Creates the request, without its authorization.</summary>
    protected abstract HttpRequestMessage CreateRequest(Uri address);

    protected static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Parses the address that the CI put into a variable.</summary>
    protected static Uri ReadAddress(string text, string variable) =>
        Address.TryRead(text, out var address)
        && address.UserInfo.Length == 0
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidFederatedTokenSource,
                $"The environment variable {variable} contains no https address: the job's token is not sent there."
            );

    protected static Uri WithQuery(Uri address, string query) =>
        new UriBuilder(address) { Query = address.Query.Length > 1 ? $"{address.Query}&{query}" : query }.Uri;

    private HttpRequestMessage CreateRequest(Uri address, Auth0Secret bearer)
    {
        var request = CreateRequest(address);
        request.Headers.Authorization = new("Bearer", bearer.Reveal());
        return request;
    }

    private string Read(HttpExchange answer)
    {
        if (!answer.IsSuccess)
        {
            throw Refusal(answer);
        }

        if (!answer.IsJson)
        {
            throw new Auth0ResponseException(
                Auth0ErrorCode.FederatedTokenRefused,
                $"{provider} gave no identity token for the job: it answered with {answer.Sent.Mask(answer.ContentType?.MediaType ?? "content without a type")} instead of JSON, as a login page or a proxy does."
            )
            {
                Request = answer.Request,
                StatusCode = answer.StatusCode,
            };
        }

        using var json = JsonAnswer.ParseObject(answer);
        return
            json.RootElement.TryFind(Property, out var value)
            && value.ValueKind == JsonValueKind.String
            && value.ReadText() is { Length: > 0 and <= LongestToken } token
            ? token
            : throw JsonAnswer.Invalid(answer, $"JSON without a usable '{Property}'", failure: null);
    }

    // A job that has ended, or a service connection that the pipeline may not use.
    private Auth0ResponseException Refusal(HttpExchange answer)
    {
        using var json = JsonAnswer.TryParse(answer);
        var reason = ServerReason.Reason(answer, error: null, ServerReason.Read(json, "message", answer.Sent), delay: null);
        var isTransient = answer.StatusCode == HttpStatusCode.TooManyRequests || (int)answer.StatusCode >= 500;
        return new Auth0ResponseException(
            isTransient ? Auth0ErrorCode.FederatedTokenUnavailable : Auth0ErrorCode.FederatedTokenRefused,
            $"{provider} gave no identity token for the job: {reason}"
        )
        {
            Request = answer.Request,
            StatusCode = answer.StatusCode,
        };
    }
}
