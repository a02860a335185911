using System.Collections.Specialized;
using System.Net.Http.Headers;
using Auth0Flows.Http;

namespace Auth0Flows.ClientAuthentication;

/// <summary>A client authentication method.</summary>
internal abstract class ClientProof : IDisposable
{
    protected ClientProof(string clientId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ClientId = clientId;
    }

    public string ClientId { get; }

    public abstract Auth0ClientAuthenticationMethod Method { get; }

    /// <summary>The client secret, if there is one. It also signs ID tokens with HS256.</summary>
    public virtual Auth0Secret? SharedSecret => null;

    /// <summary>The certificate that it presents with TLS, if it does.</summary>
    public virtual ClientCertificate? Certificate => null;

    /// <summary>
    /// The <c>typ</c> of its assertions: null to find out (<see cref="Auth0ClientAuthentication.AssertionType"/>).
    /// </summary>
    public virtual string? AssertionType
    {
        get => null;
        set => throw new InvalidOperationException($"{Method} sends no assertion.");
    }

    /// <summary>Checks what depends on the time, such as a certificate's validity.</summary>
    /// <exception cref="Auth0ConfigurationException">It can't be used now.</exception>
    public virtual void CheckUsable(DateTimeOffset now) { }

    /// <summary>
    /// Looks at a refusal: true if the request, written again by <see cref="Apply"/>, is now written as the server wants it.
    /// </summary>
    /// <param name="sent">The type of the assertion that was refused.</param>
    /// <param name="error">The server's code.</param>
    /// <param name="description">The server's words.</param>
    public virtual bool LearnFrom(string sent, string error, string description) => false;

    /// <summary>Signs a JWT with the application's private key; null if it has none.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="type">The <c>typ</c> of the header.</param>
    public virtual string? Sign(OrderedDictionary claims, string type) => null;

    /// <summary>Adds the authentication to a request.</summary>
    /// <param name="body">The body.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="issuer">The recipient: the tenant's issuer, with the slash.</param>
    /// <param name="now">The current time, for methods with a limited lifetime.</param>
    public abstract void Apply(FieldContent body, HttpRequestHeaders headers, string issuer, DateTimeOffset now);

    /// <summary>
    /// Identifies the client for sharing tokens between sessions: bytes that nobody without the credentials can create. The caller clears
    /// them.
    /// </summary>
    public virtual byte[] Fingerprint() => [];

    /// <summary>
    /// What a key for stored tokens is derived from: whoever has it can request the tokens anyway. Null if there is nothing secret, or if
    /// it can't be read. The caller clears it.
    /// </summary>
    public virtual byte[]? KeyMaterial() => null;

    /// <summary>Wipes the secret.</summary>
    public abstract void Dispose();
}
