using System.Net.Http.Headers;
using Auth0Flows.Http;

namespace Auth0Flows.ClientAuthentication;

/// <summary>One way in which an application proves itself.</summary>
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

    /// <summary>Puts the proof into a request.</summary>
    /// <param name="body">The body.</param>
    /// <param name="headers">The headers.</param>
    /// <param name="issuer">Whom the proof is for: the tenant's issuer, with the slash.</param>
    /// <param name="now">The time, for a proof that lives for some.</param>
    public abstract void Apply(FieldContent body, HttpRequestHeaders headers, string issuer, DateTimeOffset now);

    /// <summary>What two sessions must share to be the same client: bytes that a stranger can't make. The caller clears them.</summary>
    public virtual byte[] Fingerprint() => [];

    /// <summary>Wipes the secret.</summary>
    public abstract void Dispose();
}
