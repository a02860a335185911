using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.Fuzz;

/// <summary>A file that should hold a private key.</summary>
internal sealed class PrivateKeyTarget : FuzzTarget
{
    private const int SmallestKey = 2048;

    private static readonly Auth0Secret _passphrase = "passphrase".ToSecret();

    // No key lies in the corpus: whoever looks for keys in repositories finds none here.
    private static readonly byte[][] _seeds = [.. Keys().Select(Encoding.ASCII.GetBytes)];

    public override string Name => "private-keys";

    public override IReadOnlyList<string> Words { get; } =
    [
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "-----BEGIN ",
        "-----",
        "\n",
        "MII",
        "AQAB",
        "Proc-Type: 4,ENCRYPTED\n",
        "=",
    ];

    public override IEnumerable<byte[]> Seeds => _seeds;

    protected override string Read(byte[] input)
    {
        using var key = PrivateKey.FromPem(input, input.Length % 4 == 0 ? null : _passphrase);
        Must.Hold(key.KeySize >= SmallestKey, $"A weak key is taken: {key.KeySize} bits");
        return "a key";
    }

    private static IEnumerable<string> Keys()
    {
        using var key = RSA.Create(SmallestKey);
        using var weak = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        yield return key.ExportPkcs8PrivateKeyPem();
        yield return key.ExportRSAPrivateKeyPem();
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 100);
        yield return key.ExportEncryptedPkcs8PrivateKeyPem("passphrase", encryption);
        yield return key.ExportSubjectPublicKeyInfoPem();
        yield return weak.ExportPkcs8PrivateKeyPem();
        yield return curve.ExportECPrivateKeyPem() + "\n" + key.ExportPkcs8PrivateKeyPem();
        yield return curve.ExportPkcs8PrivateKeyPem();
    }
}
