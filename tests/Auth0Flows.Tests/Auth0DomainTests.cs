namespace Auth0Flows.Tests;

public sealed class Auth0DomainTests
{
    [Theory]
    [InlineData("acme.eu.auth0.com", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("https://acme.eu.auth0.com/", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("https://acme.eu.auth0.com", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("ACME.EU.Auth0.com", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("  acme.eu.auth0.com  ", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("login.acme.com", "https://login.acme.com/", "login.acme.com")]
    [InlineData("https://login.acme.com:8443/", "https://login.acme.com:8443/", "login.acme.com:8443")]
    [InlineData("acme.eu.auth0.com.", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("https://acme.eu.auth0.com./", "https://acme.eu.auth0.com/", "acme.eu.auth0.com")]
    [InlineData("bücher.example", "https://xn--bcher-kva.example/", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example", "https://xn--bcher-kva.example/", "xn--bcher-kva.example")]
    [InlineData("bu\u0308cher.example", "https://xn--bcher-kva.example/", "xn--bcher-kva.example")]
    [InlineData("https://login.bücher.example:8443", "https://login.xn--bcher-kva.example:8443/", "login.xn--bcher-kva.example:8443")]
    [InlineData("xn--bcher-kva.example", "https://xn--bcher-kva.example/", "xn--bcher-kva.example")]
    [InlineData("ログイン.example", "https://xn--eckxa6p0a.example/", "xn--eckxa6p0a.example")]
    [InlineData("paral·lel.example", "https://xn--parallel-koa.example/", "xn--parallel-koa.example")]
    [InlineData("ａcme.auth0.com", "https://acme.auth0.com/", "acme.auth0.com")]
    [InlineData("https://10.0.0.5/", "https://10.0.0.5/", "10.0.0.5")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/", "http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080/", "http://localhost:8080/", "http://localhost:8080")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080/", "http://[::1]:8080")]
    public void Parse_WithAnAddressOfATenant_GivesItsRoot(string text, string root, string shown)
    {
        var domain = Auth0Domain.Parse(text);

        Assert.Equal(root, domain.BaseAddress.AbsoluteUri);
        Assert.Equal(root, domain.Issuer);
        Assert.Equal(root + "oauth/token", domain.TokenEndpoint.AbsoluteUri);
        Assert.Equal(root + "api/v2/", domain.ManagementApi.AbsoluteUri);
        Assert.Equal(shown, domain.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("http://acme.eu.auth0.com")]
    [InlineData("http://127.0.0.1.evil.com")]
    [InlineData("http://localhost.evil.com")]
    [InlineData("ftp://acme.eu.auth0.com")]
    [InlineData("https://acme.eu.auth0.com/oauth")]
    [InlineData("acme.eu.auth0.com/api/v2/")]
    [InlineData("https://acme.eu.auth0.com/?a=b")]
    [InlineData("https://acme.eu.auth0.com?")]
    [InlineData("https://acme.eu.auth0.com/#top")]
    [InlineData("https://user@acme.eu.auth0.com")]
    [InlineData("https://acme.eu.auth0.com@evil.com")]
    [InlineData("https://acme.eu.auth0.com\\@evil.com")]
    [InlineData("acme eu")]
    [InlineData("acme")]
    [InlineData("https://")]
    [InlineData("https://acme..com")]
    public void Parse_WithAnythingElse_SaysWhatIsExpected(string? text)
    {
        Assert.False(Auth0Domain.TryParse(text, out _));
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0Domain.Parse(text));

        Assert.Equal(Auth0ErrorCode.InvalidDomain, failure.Code);
        Assert.Contains("acme.eu.auth0.com", failure.Message, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:8080", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("acme\u202e.auth0.com", "U+202E")]
    [InlineData("acme\u200b.auth0.com", "U+200B")]
    [InlineData("acme\u200d.auth0.com", "U+200D")]
    [InlineData("acme\u00ad.auth0.com", "U+00AD")]
    [InlineData("\uFEFFacme.auth0.com", "U+FEFF")]
    [InlineData("acme\u0000.auth0.com", "U+0000")]
    [InlineData("acme\n.auth0.com", "U+000A")]
    [InlineData("acme\u0085.auth0.com", "U+0085")]
    [InlineData("acme\u2028.auth0.com", "U+2028")]
    [InlineData("acme\u3000.auth0.com", "U+3000")]
    [InlineData("acme\ue000.auth0.com", "U+E000")]
    [InlineData("acme\uFFFD.auth0.com", "U+FFFD")]
    [InlineData("\uFFFD", "U+FFFD")]
    [InlineData("acme.eu.auth0.com\u3002evil.example", "U+3002, which only looks like a dot")]
    [InlineData("acme\uff0eauth0.com", "U+FF0E, which only looks like a dot")]
    [InlineData("acme\uff61auth0.com", "U+FF61, which only looks like a dot")]
    [InlineData("acme\u2024auth0.com", "U+2024, which only looks like a dot")]
    [InlineData("acme\u2026auth0.com", "U+2026, which only looks like a dot")]
    [InlineData("acme\ufe52auth0.com", "U+FE52, which only looks like a dot")]
    [InlineData("acme\u2488auth0.com", "U+2488, which only looks like a dot")]
    [InlineData("acme\u06d4auth0.com", "U+06D4, which only looks like a dot")]
    [InlineData("acme\ua4f8auth0.com", "U+A4F8, which only looks like a dot")]
    [InlineData("acme\u00b7auth0.com", "U+00B7, which only looks like a dot")]
    [InlineData("acme.auth0.com\u2215x.evil.com", "U+2215, which only looks like '/'")]
    [InlineData("acme.auth0.com\u2044x.evil.com", "U+2044, which only looks like '/'")]
    [InlineData("acme\u0589auth0.com", "U+0589, a sign, which no host name has")]
    [InlineData("acme.auth0.com\u2800", "U+2800, a sign, which no host name has")]
    [InlineData("\u2603.auth0.com", "U+2603, a sign, which no host name has")]
    [InlineData("acme\u2019s.auth0.com", "U+2019, a sign, which no host name has")]
    [InlineData("acme\u2010x.auth0.com", "U+2010, a sign, which no host name has")]
    [InlineData("acme\ufe0f.auth0.com", "U+FE0F, which is invisible")]
    [InlineData("acme\u034f.auth0.com", "U+034F, which is invisible")]
    [InlineData("acme\u3164.auth0.com", "U+3164, which is invisible")]
    [InlineData("evil.example\uff0facme.auth0.com", "U+FF0F, which only looks like '/'")]
    [InlineData("evil.example\u2100acme.auth0.com", "U+2100, which only looks like '/'")]
    [InlineData("evil.example\uff1facme.auth0.com", "U+FF1F, which only looks like '?'")]
    [InlineData("evil.example\uff20acme.auth0.com", "U+FF20, which only looks like '@'")]
    [InlineData("evil.example\uff03acme.auth0.com", "U+FF03, which only looks like '#'")]
    [InlineData("evil.example\uff1a8443", "U+FF1A, which only looks like ':'")]
    public void Parse_WithACharacterThatOneDoesNotSeeOrSeesAsAnother_NamesIt(string text, string character)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0Domain.Parse(text));

        Assert.Equal(Auth0ErrorCode.InvalidDomain, failure.Code);
        Assert.Contains($"it contains {character}", failure.Message, StringComparison.Ordinal);
        Assert.All(
            failure.Message,
            static shown =>
                Assert.False(char.IsControl(shown) || char.GetUnicodeCategory(shown) == System.Globalization.UnicodeCategory.Format)
        );
    }

    [Theory]
    [InlineData("a_b.com", "'_'")]
    [InlineData("-acme.com", "hyphen")]
    [InlineData("acme-.com", "hyphen")]
    [InlineData("xn--a.com", "international")]
    [InlineData("xn--ACME.com", "international")]
    [InlineData("xn--acme-yd7a.auth0.com", "international")] // acme and U+202E
    [InlineData("xn--acmeevil-rm3g.auth0.com", "international")] // acme, U+3002 and evil
    [InlineData("acme..com", "")]
    [InlineData(".example.com", "")]
    [InlineData("*.auth0.com", "")]
    public void Parse_WithAName_ThatNoHostHas_SaysWhy(string text, string words) =>
        Assert.Contains(words, Assert.Throws<Auth0ConfigurationException>(() => Auth0Domain.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("8080", "0.0.31.144")]
    [InlineData("https://0x7f.1", "127.0.0.1")]
    [InlineData("2130706433", "127.0.0.1")]
    [InlineData("017700000001", "127.0.0.1")]
    [InlineData("0.0.", "0.0.0.0")]
    public void Parse_WithAnAddressThatAMachineAloneReads_SaysWhatItReads(string text, string read) =>
        Assert.Contains(
            $"it would be read as {read}, which is not what it says.",
            Assert.Throws<Auth0ConfigurationException>(() => Auth0Domain.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("acme%2eeu.auth0.com")]
    [InlineData("evil.example%2facme.eu.auth0.com")]
    [InlineData("http://[fe80::1%25eth0]:8080")]
    [InlineData("http://[::1%251]:8080")]
    public void Parse_WithWhatIsPercentEncoded_IsRefused(string text) =>
        Assert.Contains(
            "it is not an address.",
            Assert.Throws<Auth0ConfigurationException>(() => Auth0Domain.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData('\ud800')]
    [InlineData('\udc00')]
    public void Parse_WithHalfACharacter_SaysSo(char half) =>
        Assert.Contains(
            $"it contains an unpaired surrogate (U+{(int)half:X4})",
            Assert.Throws<Auth0ConfigurationException>(() => Auth0Domain.Parse($"acme{half}.auth0.com")).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void Parse_TakesPartsOf63Characters(int length, bool isTaken) =>
        Assert.Equal(isTaken, Auth0Domain.TryParse(new string('a', length) + ".com", out _));

    [Fact]
    public void Parse_CountsAnInternationalNameAsItIsSent() => Assert.False(Auth0Domain.TryParse(new string('ü', 60) + ".example", out _));

    [Theory]
    [InlineData(61, true)]
    [InlineData(62, false)]
    public void Parse_TakesNamesOf253Characters(int last, bool isTaken) =>
        Assert.Equal(
            isTaken,
            Auth0Domain.TryParse($"{string.Concat(Enumerable.Repeat(new string('a', 63) + ".", 3))}{new string('b', last)}", out _)
        );

    [Theory]
    [InlineData("manage.auth0.com")]
    [InlineData("https://manage.auth0.com/")]
    [InlineData("https://manage.auth0.com/dashboard/eu/acme/applications")]
    [InlineData("MANAGE.AUTH0.COM.")]
    [InlineData("auth0.com")]
    [InlineData("https://auth0.com/docs")]
    public void Parse_WithTheDashboard_SaysWhereTheDomainStands(string text) =>
        Assert.Contains(
            "it is Auth0's dashboard, which shows the domain",
            Assert.Throws<Auth0ConfigurationException>(() => Auth0Domain.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Parse_OfAnyText_IsADomainOrAnErrorOfOurs()
    {
        var random = new Random(12);
        string[] parts =
        [
            "https://",
            "http://",
            "acme",
            ".",
            "..",
            "auth0.com",
            "\u202e",
            "\uFFFD",
            "\ud800",
            "\udc00",
            "xn--",
            "ü",
            ":",
            ":99999",
            "/",
            "@",
            "[",
            "]",
            "%",
            "\\",
            "?",
            "#",
            "\0",
            " ",
            "ａ",
            "。",
            "127.1",
            "0x7f",
            new string('a', 70),
        ];
        for (var tries = 0; tries < 20_000; tries++)
        {
            var text = string.Concat(random.GetItems(parts, random.Next(1, 7)));
            if (Auth0Domain.TryParse(text, out var domain))
            {
                Assert.All(domain.Issuer, static character => Assert.InRange(character, '!', '~'));
                Assert.Equal(domain, Auth0Domain.Parse(domain.Issuer));
            }
        }
    }

    [Fact]
    public void Parse_WithAPasswordInIt_DoesNotRepeatIt()
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0Domain.Parse("https://admin:hunter2@acme.eu.auth0.com"));

        Assert.DoesNotContain("hunter2", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equals_WithTheSameAddressWrittenOtherwise_IsTrue() =>
        Assert.Equal(Auth0Domain.Parse("acme.eu.auth0.com"), Auth0Domain.Parse("https://ACME.eu.auth0.com/"));
}
