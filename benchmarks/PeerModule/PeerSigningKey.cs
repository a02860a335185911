namespace PeerModule;

public sealed class PeerSigningKey
{
    public string? Cert { get; set; }

    public string? Pkcs7 { get; set; }

    public string? Subject { get; set; }
}
