using System.Globalization;

namespace Auth0Flows.Tests.Tokens;

/// <summary>Families are found by each of their tokens, and forgotten when nobody has used them for long, or if there are many.</summary>
public sealed class RefreshTokenFamiliesTests
{
    private readonly FakeTime _time = new();
    private readonly RefreshTokenFamilies _families;

    public RefreshTokenFamiliesTests() => _families = new(_time);

    [Fact]
    public void Family_IsFoundByEachOfItsTokens()
    {
        var family = Of("first");
        family.Keep(Auth0Secret.FromPlainText("second"));

        Assert.Same(family, Of("first"));
        Assert.Same(family, Of("second"));
        Assert.Equal(1, _families.Count);
    }

    [Fact]
    public void UnusedFamilies_AreForgotten_AndUsedOnesStay()
    {
        var used = Of("used");
        for (var i = 0; i < 1000; i++)
        {
            Of(i.ToString(CultureInfo.InvariantCulture));
            Of("used");
            _time.Advance(TimeSpan.FromDays(1));
        }

        Assert.InRange(_families.Count, 30, 130);
        Assert.Same(used, Of("used"));
    }

    [Fact]
    public void VeryManyFamilies_CostTheOldest()
    {
        var first = Of("first");
        for (var i = 0; i < 10_000; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Of(i.ToString(CultureInfo.InvariantCulture));
        }

        Assert.InRange(_families.Count, 4000, 4096);
        Assert.NotSame(first, Of("first"));
        Assert.Same(Of("9999"), Of("9999"));
    }

    [Fact]
    public void StoredFamily_IsTheOneOfItsLogin_WithTheNewestToken()
    {
        var family = Of("first");
        Assert.Same(family, _families.OfStored("login", Auth0Secret.FromPlainText("first"), 0));
        Assert.Same(family, _families.OfStored("login", Auth0Secret.FromPlainText("third"), 2));
        Assert.Equal("third", family.Newest!.Reveal());

        _families.OfStored("login", Auth0Secret.FromPlainText("second"), 1);
        Assert.Equal("third", family.Newest!.Reveal());
    }

    private RefreshTokenFamily Of(string token) => _families.Of(Auth0Secret.FromPlainText(token));
}
