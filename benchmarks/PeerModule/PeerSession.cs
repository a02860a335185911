namespace PeerModule;

public sealed class PeerSession;
