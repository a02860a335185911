using System.Text;

namespace Auth0Flows.Tests.Storage;

/// <summary>What is encrypted can be read with its key and under its name only, and any change is noticed.</summary>
public sealed class EntrySealTests
{
    private const string Entry = "acme.eu.auth0.com-0123456789abcdef";

    private static readonly byte[] _content = Encoding.UTF8.GetBytes("""{"access_token":"eyJhbGciOi.secret"}""");

    [Fact]
    public void Entry_ComesBack()
    {
        using var seal = Seal("secret");

        Assert.Equal(EntryState.Readable, seal.TryOpen(Entry, seal.Seal(Entry, _content), out var content));
        Assert.Equal(_content, content);
    }

    [Fact]
    public void EmptyEntry_ComesBack()
    {
        using var seal = Seal("secret");

        Assert.Equal(EntryState.Readable, seal.TryOpen(Entry, seal.Seal(Entry, []), out var content));
        Assert.Empty(content);
    }

    [Fact]
    public void Entry_HasNoneOfItsContent_AndIsAnotherOneEachTime()
    {
        using var seal = Seal("secret");
        var (one, other) = (seal.Seal(Entry, _content), seal.Seal(Entry, _content));

        Assert.NotEqual(one[14..], other[14..]);
        Assert.Equal(-1, one.AsSpan().IndexOf("access_token"u8));
        Assert.Equal(-1, one.AsSpan().IndexOf("secret"u8));
    }

    [Fact]
    public void AnyChangedByte_IsNoticed()
    {
        using var seal = Seal("secret");
        var bytes = seal.Seal(Entry, _content);

        for (var i = 0; i < bytes.Length; i++)
        {
            var changed = (byte[])bytes.Clone();
            changed[i] ^= 1;

            var state = seal.TryOpen(Entry, changed, out var content);

            Assert.NotEqual(EntryState.Readable, state);
            Assert.Empty(content);
        }
    }

    [Fact]
    public void AnyShorterEntry_IsDamaged()
    {
        using var seal = Seal("secret");
        var bytes = seal.Seal(Entry, _content);

        Assert.All(
            Enumerable.Range(0, bytes.Length),
            length => Assert.Equal(EntryState.Damaged, seal.TryOpen(Entry, bytes[..length], out _))
        );
    }

    [Fact]
    public void EntryOfAnotherName_IsDamaged()
    {
        using var seal = Seal("secret");

        Assert.Equal(EntryState.Damaged, seal.TryOpen(Entry, seal.Seal("other", _content), out _));
    }

    [Fact]
    public void EntryOfAnotherKey_SaysSo()
    {
        using var seal = Seal("secret");
        using var other = Seal("other");

        Assert.Equal(EntryState.OtherKey, other.TryOpen(Entry, seal.Seal(Entry, _content), out _));
        Assert.NotEqual(seal.KeyId, other.KeyId);
    }

    [Fact]
    public void EntryOfAnotherClient_SaysSo_ThoughTheSecretIsTheSame()
    {
        using var seal = Seal("secret");
        using var other = EntrySeal.From("secret"u8, "https://other.eu.auth0.com/\napp");

        Assert.Equal(EntryState.OtherKey, other.TryOpen(Entry, seal.Seal(Entry, _content), out _));
    }

    [Fact]
    public void EntryOfANewerVersion_SaysSo()
    {
        using var seal = Seal("secret");
        var bytes = seal.Seal(Entry, _content);
        bytes[4] = 2;

        Assert.Equal(EntryState.Newer, seal.TryOpen(Entry, bytes, out _));
    }

    [Fact]
    public void WithoutAKey_AnEntryIsReadable_ButNotWithOne()
    {
        using var none = EntrySeal.None();
        using var seal = Seal("secret");
        var bytes = none.Seal(Entry, _content);

        Assert.Equal(EntryState.Readable, none.TryOpen(Entry, bytes, out var content));
        Assert.Equal(_content, content);
        Assert.Equal(EntryState.OtherKey, seal.TryOpen(Entry, bytes, out _));
        Assert.Equal(EntryState.OtherKey, none.TryOpen(Entry, seal.Seal(Entry, _content), out _));
    }

    [Fact]
    public void UnencryptedEntry_IsNotTakenForOneOfAKey()
    {
        using var seal = Seal("secret");
        var bytes = seal.Seal(Entry, _content);
        byte[] forged = [.. bytes[..5], 0, .. bytes[6..14], .. _content];

        Assert.NotEqual(EntryState.Readable, seal.TryOpen(Entry, forged, out _));
    }

    private static EntrySeal Seal(string material) => EntrySeal.From(Encoding.UTF8.GetBytes(material), "https://acme.eu.auth0.com/\napp");
}
