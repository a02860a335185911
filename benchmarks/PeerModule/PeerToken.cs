namespace PeerModule;

public sealed class PeerToken;
