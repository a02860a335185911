namespace Auth0Flows;

/// <summary>
/// A logout to open in the user's browser. With an ID token, the address is a secret: it belongs in that browser, and in no log.
/// </summary>
public sealed class Auth0LogoutRequest
{
    internal Auth0LogoutRequest(Uri endpoint, Auth0Secret address, Auth0LogoutOptions options, bool hasIdToken) =>
        (Endpoint, SecretUri, RedirectUri, HasIdTokenHint, Uri) = (
            endpoint,
            address,
            options.RedirectUri,
            hasIdToken,
            hasIdToken ? null : new Uri(address.Reveal())
        );

    /// <summary>The tenant's logout endpoint, without parameters.</summary>
    public Uri Endpoint { get; }

    /// <summary>The address for the browser; null if it contains an ID token: then only <see cref="SecretUri"/> has it.</summary>
    public Uri? Uri { get; }

    /// <summary>The address for the browser, including an ID token. Don't log it.</summary>
    public Auth0Secret SecretUri { get; }

    /// <summary>Where the browser goes afterwards.</summary>
    public Uri? RedirectUri { get; }

    /// <summary>Whether the address contains an ID token, so that the user isn't asked.</summary>
    public bool HasIdTokenHint { get; }

    /// <summary>The endpoint; never the ID token.</summary>
    public override string ToString() => $"logout at {Endpoint}{(RedirectUri is null ? "" : $", then {RedirectUri}")}";
}
