using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Auth0Flows.Tests.Http;

/// <summary>
/// JSON in any charset that a response names, with or without a byte order mark: RFC 8259 §8.1 allows only UTF-8, but servers send others.
/// </summary>
public sealed class CharSetTests
{
    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("iso-8859-1", false)]
    public void Json_IsRead(string charSet, bool hasMark)
    {
        var encoding = Encoding.GetEncoding(charSet);
        byte[] body = [.. hasMark ? encoding.Preamble : [], .. encoding.GetBytes("""{"name":"é"}""")];
        using var response = new HttpResponseMessage(HttpStatusCode.OK);
        var answer = new HttpExchange(
            "GET x",
            HttpStatusCode.OK,
            response.Headers,
            new MediaTypeHeaderValue("application/json", charSet),
            body
        );

        using var json = JsonAnswer.ParseObject(answer);

        Assert.Equal("é", json.RootElement.GetProperty("name").GetString());
    }
}
