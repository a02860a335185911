namespace PeerModule;

public sealed class PeerClientPage
{
    public int Start { get; set; }

    public int Limit { get; set; }

    public int Total { get; set; }

    public List<PeerClient> Clients { get; set; } = [];
}
