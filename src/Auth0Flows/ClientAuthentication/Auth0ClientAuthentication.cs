using System.Net.Http.Headers;
using System.Security;

namespace Auth0Flows;

/// <summary>Who the application is and how it proves that, wherever a client authenticates.</summary>
public abstract class Auth0ClientAuthentication : IDisposable
{
    private protected Auth0ClientAuthentication(string clientId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ClientId = clientId;
    }

    /// <summary>The application's client id.</summary>
    public string ClientId { get; }

    /// <summary>The way of proving it.</summary>
    public abstract Auth0ClientAuthenticationMethod Method { get; }

    /// <summary>A public client.</summary>
    public static Auth0ClientAuthentication None(string clientId) => new NoClientAuthentication(clientId);

    /// <summary>A client with a secret, sent in the body. The secret is copied.</summary>
    public static Auth0ClientAuthentication SecretPost(string clientId, SecureString clientSecret) => new ClientSecretPost(clientId, clientSecret);

    /// <summary>A client with a secret, sent in HTTP Basic. The secret is copied.</summary>
    public static Auth0ClientAuthentication SecretBasic(string clientId, SecureString clientSecret) => new ClientSecretBasic(clientId, clientSecret);

    /// <summary>Puts the proof into a request.</summary>
    internal abstract void Apply(FormContent form, HttpRequestHeaders headers);

    /// <summary>What two sessions must share to be the same client: bytes that a stranger can't make. The caller clears them.</summary>
    internal virtual byte[] Proof() => [];

    /// <summary>Wipes the secret.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
