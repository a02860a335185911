using System.Text;

namespace Auth0Flows.Fuzz;

/// <summary>A text that should be a private key, as a provider's secret has it.</summary>
internal sealed class PemTextTarget : FuzzTarget
{
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
}
