namespace Auth0Flows.Tests.Logins;

public sealed class QRCodeTextTests
{
    // ISO/IEC 18004 §6.3.3: three finder patterns, and a quiet zone of four modules around the code.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Code_HasItsFinderPatterns_AndItsQuietZone(bool hasColors)
    {
        var modules = Modules(QRCodeText.Render("otpauth://totp/acme:alice%40example.com?secret=JBSWY3DPEHPK3PXP", hasColors), hasColors);
        var size = modules.GetLength(0) - 8;

        Assert.Equal(1, size % 4); // 21, 25, 29, …
        foreach (var (top, left) in new[] { (4, 4), (4, 4 + size - 7), (4 + size - 7, 4) })
        {
            for (var i = 0; i < 7; i++)
            {
                Assert.True(modules[top, left + i] && modules[top + 6, left + i] && modules[top + i, left] && modules[top + i, left + 6]);
            }

            Assert.False(modules[top + 1, left + 1]);
            Assert.True(modules[top + 3, left + 3]);
        }

        for (var i = 0; i < modules.GetLength(0); i++)
        {
            Assert.False(modules[0, i] || modules[3, i] || modules[i, 0] || modules[i, 3] || modules[size + 4, i] || modules[i, size + 4]);
        }
    }

    [Fact]
    public void Colours_AreSetAndTakenBack_OnEveryLine() =>
        Assert.All(
            QRCodeText.Render("x", hasColors: true),
            line => Assert.Matches("^\e\\[38;2;0;0;0;48;2;255;255;255m[ █▀▄]+\e\\[0m$", line)
        );

    [Theory]
    [InlineData(2953, true)]
    [InlineData(2954, false)]
    public void Text_ThatIsTooLong_IsDrawnAsNothing(int length, bool isDrawn) =>
        Assert.Equal(isDrawn, QRCodeText.Render(new string('a', length), hasColors: false).Count > 0);

    private static bool[,] Modules(IReadOnlyList<string> lines, bool hasColors)
    {
        var rows = lines.Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\e\\[[0-9;]*m", "")).ToArray();
        var width = rows[0].Length;
        var modules = new bool[width, width];
        for (var y = 0; y < width; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var drawn = rows[y / 2][x] == '█' || rows[y / 2][x] == (y % 2 == 0 ? '▀' : '▄');
                modules[y, x] = drawn == hasColors;
            }
        }

        return modules;
    }
}
