using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The token stores, and how an address begins.</summary>
internal sealed class TokenStoreCompleter : WordCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) =>
        [
            new("File", "encrypted files of the user"),
            new("Keyring", "the system's keyring"),
            new("None", "no store: tokens end with the process"),
            new("vault:", "a vault of SecretManagement: vault:Ops"),
            new("redis://", "a Redis server: redis://host:6379"),
            new("rediss://", "a Redis server, with TLS: rediss://host:6380"),
        ];
}
