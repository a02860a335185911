using System.Text;
using Auth0Flows.Storage;

namespace Auth0Flows.Fuzz;

/// <summary>What somebody types for a token store. An address is shown without its password, and read again as it is shown.</summary>
internal sealed class StoreAddressTarget : FuzzTarget
{
    public override string Name => "store-addresses";

    public override IReadOnlyList<string> Words { get; } =
    [
        "File",
        "Keyring",
        "redis://",
        "rediss://",
        "cache.example.com",
        "127.0.0.1",
        "[::1]",
        ":6379",
        ":0",
        ":65536",
        "user",
        ":s3cret-password@",
        "@",
        "%40",
        "%",
        "/0",
        "/16",
        "/-1",
        "?x",
        "#x",
    ];

    protected override string Read(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        if (RedisAddress.TryParse(text, null) is not { } address)
        {
            return "none";
        }

        var shown = address.ToString();
        Must.Hold(
            address.Password is not { Length: > 0 } password || !shown.Contains($":{password.Reveal()}@", StringComparison.Ordinal),
            "The password is shown."
        );
        var again = RedisAddress.TryParse(shown, null);
        Must.Hold(again is not null && again with { Password = address.Password } == address, $"It is shown as another one: {shown}");
        return $"{address.HasTls} {address.User is null} {address.Password is null} {address.Database > 0}";
    }
}
