namespace Auth0Flows;

/// <summary>POST /oauth/token: a grant and a client's proof in, a token or the server's refusal out.</summary>
internal sealed class TokenEndpoint(Auth0Domain domain, Auth0ClientAuthentication client, HttpTransport transport, TimeProvider timeProvider)
{
    public async Task<Auth0Token> RequestAsync(Auth0Grant grant, IProgress<Auth0Activity>? activity, CancellationToken cancellationToken)
    {
        if (grant.NeedsConfidentialClient && client.Method == Auth0ClientAuthenticationMethod.None)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.MissingClientSecret,
                $"The grant {grant.WireName} needs an application that can prove itself; {client.ClientId} was connected without a secret.")
            { ClientId = client.ClientId, Audience = grant.Audience };
        }

        var policy = grant.IsRepeatable ? RepeatPolicy.WhenFailed : RepeatPolicy.WhenRateLimited;
        var answer = await transport.SendAsync(() => CreateRequest(grant), policy, activity, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw TokenRefusal.Read(answer, grant, client.ClientId, timeProvider.GetUtcNow());
        }

        using var json = JsonAnswer.ParseObject(answer);
        return new Auth0Token(TokenAnswer.Read(json.RootElement), grant, client.ClientId, timeProvider);
    }

    private HttpRequestMessage CreateRequest(Auth0Grant grant)
    {
        var form = new FormContent().Add("grant_type", grant.WireName);
        var request = new HttpRequestMessage(HttpMethod.Post, domain.TokenEndpoint) { Content = form };
        client.Apply(form, request.Headers);
        grant.Write(form);
        return request;
    }
}
