namespace PeerModule;

public sealed class PeerRefreshToken
{
    public string? RotationType { get; set; }

    public string? ExpirationType { get; set; }

    public long? Leeway { get; set; }

    public long? TokenLifetime { get; set; }

    public bool? InfiniteTokenLifetime { get; set; }

    public long? IdleTokenLifetime { get; set; }

    public bool? InfiniteIdleTokenLifetime { get; set; }
}
