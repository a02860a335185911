using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.Tests.Http;

public sealed class FieldContentTests
{
    private const string Odd = "a\"b\\c\u0001\r\n\té€😀</script>'+& =%";

    [Fact]
    public async Task Json_EscapesWhatItMust_AndIsReadBackAsItWas()
    {
        using var content = new JsonContent();
        content.Add("plain", Odd).Add("secret", Odd.ToSecret()).Add("none", (string?)null).Add("empty", "");
        content.AddJson("list", new JsonArray("otp", 1));

        using var json = JsonDocument.Parse(await content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(["plain", "secret", "list"], json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(Odd, json.RootElement.GetProperty("plain").GetString());
        Assert.Equal(Odd, json.RootElement.GetProperty("secret").GetString());
        Assert.Equal("""["otp",1]""", json.RootElement.GetProperty("list").GetRawText());
    }

    [Fact]
    public async Task Json_WithoutFields_IsAnEmptyObject()
    {
        using var content = new JsonContent();

        Assert.Equal("{}", await content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, content.Headers.ContentLength);
    }

    [Fact]
    public async Task Json_EscapesOnlyWhatItMust()
    {
        using var content = new JsonContent();
        content.Add("text", "\u001f !\u007f~");

        Assert.Equal("{\"text\":\"\\u001f !\u007f~\"}", await content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Form_EncodesAllButUnreservedCharacters()
    {
        const string Unreserved = "AZaz09-._~";
        using var content = new FormContent();
        content.Add("plain", Unreserved + "@[`{/:\u00ff").Add("empty", "".ToSecret()).Add("last", "1");

        Assert.Equal(
            $"plain={Unreserved}%40%5B%60%7B%2F%3A%C3%BF&last=1",
            await content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Form_IsReadBackAsItWas()
    {
        using var content = new FormContent();
        content.Add("plain", Odd).Add("secret", Odd.ToSecret());

        var fields = System.Web.HttpUtility.ParseQueryString(await content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(Odd, fields["plain"]);
        Assert.Equal(Odd, fields["secret"]);
    }

    [Fact]
    public async Task Disposed_TheBufferIsWiped()
    {
        var content = new FormContent();
        content.Add("secret", new string('x', 5000).ToSecret()); // the buffer grows more than once
        var buffer = (byte[])
            typeof(FieldContent)
                .GetField("_buffer", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!
                .GetValue(content)!;
        Assert.Contains((byte)'x', buffer);
        await content.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);

        content.Dispose();

        Assert.All(buffer, static octet => Assert.Equal(0, octet));
        Assert.NotEmpty(Encoding.ASCII.GetString(buffer));
    }
}
