using System.Security.Cryptography;
using System.Text;

namespace Auth0Flows.Fuzz;

/// <summary>A text that should be a private key, as a provider's secret has it.</summary>
internal sealed class PemTextTarget : FuzzTarget
{
    // No key lies in the corpus: whoever looks for keys in repositories finds none here.
    private static readonly byte[][] _seeds = [.. Texts().Select(Encoding.UTF8.GetBytes)];

    public override string Name => "pem-texts";

    public override IReadOnlyList<string> Words { get; } =
    [
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
        "\\n",
        "\\r\\n",
        "\r\n",
        "\n",
        "  ",
        "\t",
        "\"",
        "'",
        "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t",
        "MII",
        "=",
    ];

    public override IEnumerable<byte[]> Seeds => _seeds;

    protected override string Read(byte[] input)
    {
        var pem = PemText.Read(Encoding.UTF8.GetString(input));
        if (pem is null)
        {
            return "none";
        }

        Must.Hold(pem.AsSpan().StartsWith("-----BEGIN"u8), "It doesn't begin as a key does.");
        Must.Hold(pem.AsSpan().IndexOf((byte)'\r') < 0, "A carriage return is left.");
        return "a key";
    }

    private static IEnumerable<string> Texts()
    {
        using var key = RSA.Create(2048);
        var pem = key.ExportPkcs8PrivateKeyPem();
        yield return pem;
        yield return $"\"{pem.ReplaceLineEndings("\\n")}\"";
        yield return "  " + pem.ReplaceLineEndings("\r\n  ");
        yield return Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));
    }
}
