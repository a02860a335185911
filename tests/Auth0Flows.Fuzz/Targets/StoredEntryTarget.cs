using Auth0Flows.Storage;

namespace Auth0Flows.Fuzz;

/// <summary>The bytes that a token store has. Only what was encrypted here can be read.</summary>
internal sealed class StoredEntryTarget : FuzzTarget
{
    private const string Entry = "acme.eu.auth0.com-0123456789abcdef";

    private static readonly EntrySeal _seal = EntrySeal.From("a client secret"u8, "https://acme.eu.auth0.com/\napp");
    private static readonly byte[][] _seeds = [_seal.Seal(Entry, "{}"u8), _seal.Seal(Entry, []), _seal.Seal("another", "{}"u8)];

    public override string Name => "stored-entries";

    public override IReadOnlyList<string> Words { get; } = ["A0FT", "\u0001", "\u0000", "\u0002", "{}"];

    public override IEnumerable<byte[]> Seeds => _seeds;

    protected override string Read(byte[] input)
    {
        var state = _seal.TryOpen(Entry, input, out var content);
        Must.Hold(
            state != EntryState.Readable || _seeds.Any(seed => seed.AsSpan().SequenceEqual(input)),
            "What was not encrypted here is read."
        );
        Must.Hold(state == EntryState.Readable || content.Length == 0, "What can't be read has a content.");
        return state.ToString();
    }
}
