namespace Auth0Flows.Tests.Interop;

/// <summary>
/// Client credentials and token exchange against a server that is not ours: what it understands, and what it refuses. It takes an audience
/// only for an exchange, as RFC 8693 has it; the default decides otherwise.
/// </summary>
public sealed class OpenIddictTests : IAsyncDisposable
{
    private readonly List<Auth0Session> _sessions = [];
    private OpenIddictServer? _server;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Auth0ClientAuthenticationMethod.ClientSecretPost)]
    [InlineData(Auth0ClientAuthenticationMethod.ClientSecretBasic)]
    public async Task ClientCredentials_AreUnderstood(Auth0ClientAuthenticationMethod method)
    {
        var session = await ConnectAsync(method);

        var token = await session.GetTokenAsync(
            new ClientCredentialsGrant(audience: null, scope: ["read:orders"]),
            cancellationToken: Cancel
        );

        Assert.Equal(OpenIddictServer.ClientId, token.Subject);
        Assert.Contains(OpenIddictServer.Orders, token.Audience);
        Assert.Equal(["read:orders"], token.Scope);
        Assert.Equal("client_credentials", Assert.Single(_server!.Requests).GrantType);
    }

    [Fact]
    public async Task WrongSecret_IsAnInvalidClient()
    {
        var session = await ConnectAsync(secret: "wrong");

        var failure = await Assert.ThrowsAsync<Auth0TokenException>(() =>
            session.GetTokenAsync((string?)null, cancellationToken: Cancel).AsTask()
        );

        Assert.Equal(Auth0ErrorCode.InvalidClient, failure.Code);
    }

    [Fact]
    public async Task TokenExchange_IsUnderstood_AndSaysWhatWasIssued()
    {
        var session = await ConnectAsync();
        var received = await session.GetTokenAsync((string?)null, cancellationToken: Cancel);

        var token = await session.GetTokenOnBehalfOfAsync(
            received.AccessToken,
            OpenIddictServer.Reports,
            ["read:reports"],
            cancellationToken: Cancel
        );

        var request = _server!.Requests[^1];
        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", request.SubjectTokenType);
        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", request.RequestedTokenType);
        Assert.Equal([OpenIddictServer.Reports], token.Audience);
        Assert.Equal(["read:reports"], token.Scope);
        Assert.Equal(received.Subject, token.Subject);
        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", token.IssuedTokenType);
        Assert.Equal("Bearer", token.TokenType);
    }

    [Fact]
    public async Task TokenExchange_ForAnApiThatTheServerDoesNotKnow_SaysSo()
    {
        var session = await ConnectAsync();
        var received = await session.GetTokenAsync((string?)null, cancellationToken: Cancel);

        var failure = await Assert.ThrowsAsync<Auth0TokenException>(() =>
            session.GetTokenOnBehalfOfAsync(received.AccessToken, "urn:unknown", cancellationToken: Cancel)
        );

        Assert.Equal((Auth0ErrorCode.UnknownAudience, "invalid_target"), (failure.Code, failure.Error));
    }

    [Fact]
    public async Task TokenExchange_OfAForgedToken_IsRefused_WithoutRepeatingIt()
    {
        var session = await ConnectAsync();
        var received = await session.GetTokenAsync((string?)null, cancellationToken: Cancel);
        var parts = received.AccessToken.Reveal().Split('.');
        var forged = $"{parts[0]}.{parts[1]}.{new string('A', parts[2].Length)}";

        var failure = await Assert.ThrowsAsync<Auth0TokenException>(() =>
            session.GetTokenOnBehalfOfAsync(
                Auth0Secret.FromPlainText(forged).ToSecureString(),
                OpenIddictServer.Reports,
                cancellationToken: Cancel
            )
        );

        Assert.Contains(failure.Code, new[] { Auth0ErrorCode.InvalidSubjectToken, Auth0ErrorCode.InvalidGrant });
        Assert.DoesNotContain(forged, failure.ToString(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _sessions.ForEach(static session => session.Dispose());
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private async Task<Auth0Session> ConnectAsync(
        Auth0ClientAuthenticationMethod method = Auth0ClientAuthenticationMethod.ClientSecretPost,
        string secret = OpenIddictServer.ClientSecret
    )
    {
        _server = await OpenIddictServer.StartAsync(Cancel);
        using var text = Auth0Secret.FromPlainText(secret).ToSecureString();
        var session = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(_server.Domain),
                Client =
                    method == Auth0ClientAuthenticationMethod.ClientSecretBasic
                        ? Auth0ClientAuthentication.SecretBasic(OpenIddictServer.ClientId, text)
                        : Auth0ClientAuthentication.SecretPost(OpenIddictServer.ClientId, text),
                MaximumRetryCount = 0,
            }
        );
        _sessions.Add(session);
        return session;
    }
}
