using Auth0Flows.Tokens;

namespace Auth0Flows;

// The logins that a person takes part in elsewhere: at another device, in a browser.
public sealed partial class Auth0Session
{
    /// <summary>
    /// Begins a device login (RFC 8628): what it gives is shown to the user, and goes on to <see cref="WaitDeviceLoginAsync"/>.
    /// </summary>
    /// <param name="audience">The API that the login is for.</param>
    /// <param name="scope">The scopes that it asks for.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0DeviceCode> StartDeviceLoginAsync(
        string? audience = null,
        IReadOnlyCollection<string>? scope = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ThrowIfClosed();
        return _device.StartAsync(audience, ScopeSet.From(scope ?? []), activity, cancellationToken);
    }

    /// <summary>Waits until the user has confirmed the login, and keeps its token.</summary>
    /// <param name="code">The login.</param>
    /// <param name="timeout">How long at most; until the code expires by default.</param>
    /// <param name="activity">Receives requests and the remaining time.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0Token> WaitDeviceLoginAsync(
        Auth0DeviceCode code,
        TimeSpan? timeout = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(code);
        ThrowIfClosed();
        _context.CheckIsOurs(code.Owner.Domain, code.Owner.ClientId);
        var end = timeout is { } limit ? _context.Now + limit : DateTimeOffset.MaxValue;
        return _device.WaitAsync(code, end, (grant, token) => _users.SignInAsync(grant, activity, token), activity, cancellationToken);
    }

    /// <summary>Begins a login in a browser: where it goes, with fresh state, nonce and code verifier.</summary>
    public Task<Auth0AuthorizeRequest> CreateAuthorizeRequestAsync(
        Auth0AuthorizeOptions options,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ThrowIfClosed();
        return _authorize.CreateAsync(options, activity, cancellationToken);
    }

    /// <summary>
    /// Completes a login with what the browser brought to the redirect address: checks all of it, exchanges the code, and keeps the token.
    /// </summary>
    /// <param name="request">The login.</param>
    /// <param name="answer">The fields of the form, or of the query.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0Token> CompleteAuthorizeAsync(
        Auth0AuthorizeRequest request,
        IReadOnlyDictionary<string, string> answer,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(answer);
        ThrowIfClosed();
        _context.CheckIsOurs(request.Domain, request.ClientId);
        return _browser.CompleteAsync(
            request,
            answer,
            (grant, token) => _users.SignInAsync(grant, activity, token),
            activity,
            cancellationToken
        );
    }

    /// <summary>
    /// Signs a user in in a browser: listens at the loopback redirect address, has the browser opened, and waits for its answer.
    /// </summary>
    /// <param name="options">What is asked for. A redirect address with port 0 gets a free one.</param>
    /// <param name="open">Opens the address in a browser, or tells a person to.</param>
    /// <param name="timeout">How long the user has at most.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0Token> SignInByBrowserAsync(
        Auth0AuthorizeOptions options,
        Func<Uri, Task> open,
        TimeSpan timeout,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(open);
        ThrowIfClosed();
        return _loopback.RunAsync(
            options,
            open,
            (request, fields) => CompleteAuthorizeAsync(request, fields, activity, cancellationToken),
            timeout,
            activity,
            cancellationToken
        );
    }
}
