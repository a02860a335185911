using Auth0Flows.Tokens;

namespace Auth0Flows;

// Logins that the user completes elsewhere: on another device or in a browser.
public sealed partial class Auth0Session
{
    /// <summary>Starts a device login (RFC 8628): show the result to the user, and pass it to <see cref="WaitDeviceLoginAsync"/>.</summary>
    /// <param name="audience">The API that the login is for.</param>
    /// <param name="scope">The scopes to request.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0DeviceCode> StartDeviceLoginAsync(
        string? audience = null,
        IReadOnlyCollection<string>? scope = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    ) => StartDeviceLoginAsync(audience, scope, authorizationDetails: null, activity, cancellationToken);

    /// <summary>Starts a device login that requests authorization details (RFC 9396 §3).</summary>
    /// <param name="audience">The API that the login is for.</param>
    /// <param name="scope">The scopes to request.</param>
    /// <param name="authorizationDetails">What exactly the user is asked for; null for no more than the scopes say.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<Auth0DeviceCode> StartDeviceLoginAsync(
        string? audience,
        IReadOnlyCollection<string>? scope,
        Auth0AuthorizationDetails? authorizationDetails,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ThrowIfClosed();
        return _device.StartAsync(audience, ScopeSet.From(scope ?? []), authorizationDetails, activity, cancellationToken);
    }

    /// <summary>Waits until the user has confirmed the login, and keeps the token.</summary>
    /// <param name="code">The login.</param>
    /// <param name="timeout">The maximum time to wait. Default: until the code expires.</param>
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

    /// <summary>Starts a browser login: creates its URL, with a new state, nonce and code verifier.</summary>
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
    /// Completes a login with the browser's response at the redirect URI: validates the response, exchanges the code, and keeps the token.
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
    /// Signs a user in with a browser: listens at the loopback redirect URI, opens the browser, and waits for its response.
    /// </summary>
    /// <param name="options">The parameters of the login. Port 0 in the redirect URI selects a free port.</param>
    /// <param name="open">Opens the URL in a browser, or asks the user to open it.</param>
    /// <param name="timeout">The maximum time to wait for the user.</param>
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
