namespace Auth0Flows.Tests.Storage;

/// <summary>The names of token stores, and addresses of Redis servers.</summary>
public sealed class RedisAddressTests
{
    [Theory]
    [InlineData("redis://cache", "redis://cache:6379")]
    [InlineData("rediss://cache.example.com:6380", "rediss://cache.example.com:6380")]
    [InlineData("rediss://admin@cache:6380/2", "rediss://admin@cache:6380/2")]
    [InlineData("redis://admin:p%40ss@cache/0", "redis://admin@cache:6379")]
    [InlineData("redis://:p@cache", "redis://cache:6379")]
    [InlineData("redis://[::1]:6379", "redis://[::1]:6379")]
    [InlineData("REDIS://CACHE", "redis://cache:6379")]
    [InlineData(" file ", "File")]
    [InlineData("KEYRING", "Keyring")]
    public void Text_NamesAStore_WithoutItsPassword(string text, string name)
    {
        using var store = Auth0TokenStores.Parse(text);

        Assert.Equal(name, store.Name);
        Assert.Equal(name, store.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("redis")]
    [InlineData("redis://")]
    [InlineData("redis:///2")]
    [InlineData("redis://cache/two")]
    [InlineData("redis://cache/-1")]
    [InlineData("redis://cache/0?ssl=true")]
    [InlineData("http://cache:6379")]
    [InlineData("cache:6379")]
    [InlineData("redis://user:s3cret@cache:99999")]
    public void OtherText_IsNoStore_AndNotRepeated(string text)
    {
        var failure = Assert.Throws<Auth0ConfigurationException>(() => Auth0TokenStores.Parse(text));

        Assert.Equal(Auth0ErrorCode.InvalidTokenStore, failure.Code);
        Assert.DoesNotContain("s3cret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Password_IsTheTexts_OrTheOneGiven()
    {
        using var given = new System.Net.NetworkCredential("", "given").SecurePassword;

        Assert.Equal("p@ss", RedisAddress.TryParse("redis://admin:p%40ss@cache", given)!.Password!.Reveal());
        Assert.Equal("given", RedisAddress.TryParse("redis://admin@cache", given)!.Password!.Reveal());
        Assert.Null(RedisAddress.TryParse("redis://admin@cache", null)!.Password);
    }
}
