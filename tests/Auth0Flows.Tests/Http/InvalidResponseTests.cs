using System.Text;

namespace Auth0Flows.Tests.Http;

/// <summary>Responses that aren't HTTP are distinguished from failed connections.</summary>
public sealed class InvalidResponseTests : SessionTest
{
    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "SSH-2.0-OpenSSH_9.6")]
    [InlineData("HTTP/1.1 abc Nothing\r\n\r\n", "status")]
    [InlineData("HTTP/1.1 200 OK\r\nno header\r\n\r\n", "header")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "chunk")]
    public async Task Answer_ThatIsNotHttp_SaysSo(string answer, string words)
    {
        await using var server = new RawServer(_ => Encoding.ASCII.GetBytes(answer));

        var failure = await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.InvalidResponse,
            () => GetTokenAsync(Connect(domain: server.Address, retries: 0))
        );

        Assert.StartsWith(
            $"{new Uri(server.Address).Authority} answered with something that is not HTTP: ",
            failure.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(words, failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal($"POST {server.Address}/oauth/token", failure.Request);
    }

    // A gateway's, which would be an object without properties.
    [Theory]
    [InlineData("""{"message":"upstream"}""")]
    [InlineData("""{"statusCode":503,"error":"Service Unavailable"}""")]
    public async Task ErrorWithTheStatusOfASuccess_IsNoObject(string body)
    {
        await using var server = new RawServer(path =>
            RawServer.Json(path == "/oauth/token" ? """{"access_token":"a","token_type":"Bearer","expires_in":86400}""" : body)
        );
        var session = Connect(domain: server.Address, retries: 0);

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidResponse,
            () => session.GetAsync(Auth0Resources.Clients, "a", Log, Cancel)
        );

        Assert.EndsWith("/api/v2/clients/a returned an error with the status 200.", failure.Message, StringComparison.Ordinal);
    }

    // RFC 9110 §15.3.7: nobody asked for a part, which would be taken for the whole.
    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task PartOfAnAnswer_IsNoAnswer(string body)
    {
        await using var server = new RawServer(path =>
            path == "/oauth/token"
                ? RawServer.Json("""{"access_token":"a","token_type":"Bearer","expires_in":86400}""")
                : RawServer.Json(body, 206, "Content-Range: items 0-1/100\r\n")
        );
        var session = Connect(domain: server.Address, retries: 0);

        var failure = await FailsAsync<Auth0ResponseException>(
            Auth0ErrorCode.InvalidResponse,
            () => session.SendAsync(new Auth0ApiRequest { Path = "roles" }, Log, Cancel)
        );

        Assert.Contains("only a part of the content (206)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatATerminalWouldObey_IsNotRepeated()
    {
        await using var server = new RawServer(_ => Encoding.ASCII.GetBytes("\u001b[31mred\r\n"));

        var failure = await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.InvalidResponse,
            () => GetTokenAsync(Connect(domain: server.Address, retries: 0))
        );

        Assert.DoesNotContain('\u001b', failure.Message);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Body_ThatIsNotPackedAsItSays_SaysSo(string encoding)
    {
        await using var server = new RawServer(_ =>
            RawServer.Json("""{"access_token":"a"}""", headers: $"Content-Encoding: {encoding}\r\n")
        );

        var failure = await FailsAsync<Auth0ConnectionException>(
            Auth0ErrorCode.IncompleteResponse,
            () => GetTokenAsync(Connect(domain: server.Address, retries: 0))
        );

        Assert.Contains("can't be decompressed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerToHead_ThatTellsALength_HasNoBody()
    {
        await using var server = new RawServer(path =>
            path == "/oauth/token"
                ? RawServer.Json("""{"access_token":"opaque","token_type":"Bearer","expires_in":86400}""")
                : RawServer.Head("Content-Encoding: gzip\r\nContent-Length: 1000000000\r\n")
        );

        var answer = await Connect(domain: server.Address)
            .SendAsync(new Auth0ApiRequest { Method = HttpMethod.Head, Path = "users" }, cancellationToken: Cancel);

        Assert.True(answer.IsEmpty);
    }
}
