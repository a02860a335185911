using System.Text;

namespace Auth0Flows.Tests.Jobs;

public sealed class LineReaderTests
{
    private const int Longest = 100_000;

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\r\nb\n\nc", new[] { "a", "b", "c" })]
    [InlineData("\n\r\n\na\n\n\r\n", new[] { "a" })]
    [InlineData("\n\n\n", new string[0])]
    [InlineData("\uFEFF", new string[0])]
    [InlineData("\uFEFF\r\na", new[] { "a" })]
    [InlineData("\uFEFFa\n\uFEFFb", new[] { "a", "\uFEFFb" })]
    [InlineData("bücher ✓ 😀\nb", new[] { "bücher ✓ 😀", "b" })]
    public async Task Lines_ComeInTheirOrder_HoweverTheyArrive(string text, string[] lines)
    {
        foreach (var step in new[] { 1, 2, 3, 65_536 })
        {
            Assert.Equal(lines, await ReadAsync(Encoding.UTF8.GetBytes(text), step));
        }
    }

    [Fact]
    public async Task Lines_OfManyLengths_ComeWhole()
    {
        string[] lines = [.. Enumerable.Range(0, 200).Select(static number => new string((char)('a' + (number % 26)), 1 + (number * 500)))];

        Assert.Equal(lines, await ReadAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)), 10_007));
    }

    [Theory]
    [InlineData(Longest, true, true)]
    [InlineData(Longest, false, true)]
    [InlineData(Longest + 1, true, false)]
    [InlineData(Longest + 1, false, false)]
    [InlineData(Longest * 100, false, false)]
    public async Task Line_ThatIsTooLong_IsRefused(int length, bool hasEnd, bool isTaken)
    {
        var content = Encoding.UTF8.GetBytes("a\n" + new string('b', length) + (hasEnd ? "\nc" : ""));

        if (isTaken)
        {
            Assert.Equal(length, (await ReadAsync(content, 10_007))[1].Length);
        }
        else
        {
            Assert.Equal("too long", (await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(content, 10_007))).Message);
        }
    }

    [Theory]
    [InlineData(Longest, true)]
    [InlineData(Longest + 1, false)]
    [InlineData(Longest * 100, false)]
    public async Task EmptyLines_WithoutEnd_AreRefusedAsOneThatIsTooLong(int count, bool areTaken)
    {
        var content = Encoding.UTF8.GetBytes("a\n" + new string('\n', count) + "b");

        if (areTaken)
        {
            Assert.Equal(["a", "b"], await ReadAsync(content, 10_007));
        }
        else
        {
            Assert.Equal("too long", (await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(content, 10_007))).Message);
        }
    }

    private static async Task<List<string>> ReadAsync(byte[] content, int step)
    {
        using var stream = new Stepping(content, step);
        var reader = new LineReader(stream, Longest, static () => new InvalidOperationException("too long"));
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    private sealed class Stepping(byte[] content, int step) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
