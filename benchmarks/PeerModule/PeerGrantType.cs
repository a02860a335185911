namespace PeerModule;

public enum PeerGrantType
{
    ClientCredentials,
}
