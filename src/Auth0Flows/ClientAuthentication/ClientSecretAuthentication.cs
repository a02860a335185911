using System.Security;

namespace Auth0Flows.ClientAuthentication;

/// <summary>The base class of the two methods with a client secret.</summary>
internal abstract class ClientSecretAuthentication : ClientProof
{
    protected ClientSecretAuthentication(string clientId, SecureString clientSecret)
        : base(clientId)
    {
        ArgumentNullException.ThrowIfNull(clientSecret);
        ArgumentOutOfRangeException.ThrowIfZero(clientSecret.Length, nameof(clientSecret));
        Secret = Auth0Secret.FromSecureString(clientSecret);
    }

    protected Auth0Secret Secret { get; }

    public override Auth0Secret SharedSecret => Secret;

    public override byte[] Fingerprint() => Secret.ToUtf8();

    public override byte[] KeyMaterial() => Secret.ToUtf8();

    public override void Dispose() => Secret.Wipe();
}
