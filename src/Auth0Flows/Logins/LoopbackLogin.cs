namespace Auth0Flows.Logins;

/// <summary>A login in the system's browser, with the response at a loopback URL of this machine (RFC 8252 §7.3).</summary>
internal sealed class LoopbackLogin(AuthorizeRequests requests, TimeProvider timeProvider)
{
    /// <param name="options">The parameters of the login. Port 0 in the redirect URI selects a free port.</param>
    /// <param name="open">Opens the URL in a browser, or asks the user to open it.</param>
    /// <param name="complete">Completes the login with the response's fields.</param>
    /// <param name="timeout">The maximum time to wait for the user.</param>
    /// <param name="activity">Receives requests and retries.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<Auth0Token> RunAsync(
        Auth0AuthorizeOptions options,
        Func<Uri, Task> open,
        Func<Auth0AuthorizeRequest, IReadOnlyDictionary<string, string>, Task<Auth0Token>> complete,
        TimeSpan timeout,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        using var listener = LoopbackListener.Start(options.RedirectUri, isPost: options.ResponseMode == Auth0ResponseMode.FormPost);
        var request = await requests
            .CreateAsync(options with { RedirectUri = listener.Address }, activity, cancellationToken)
            .ConfigureAwait(false);
        using var late = new CancellationTokenSource(timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await open(request.Uri).WaitAsync(either.Token).ConfigureAwait(false);
            return await listener
                .WaitAsync(fields => FrontChannelReader.IsTo(request, fields), fields => complete(request, fields), either.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new Auth0TokenException(
                Auth0ErrorCode.AuthorizationTimeout,
                $"The browser did not answer within {timeout.TotalSeconds:0} s."
            );
        }
    }
}
