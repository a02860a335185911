namespace Auth0Flows.Tests.Http;

/// <summary>An unexpected error has its own id, and names the request that it relates to.</summary>
public sealed class UnexpectedErrorTests : SessionTest
{
    [Fact]
    public async Task FailureOfNoKindThatIsKnown_IsInternal_AndNamesItsRequest_AndTheSessionWorksOn()
    {
        await using var server = new RawServer(_ => RawServer.Json("{}"));
        var transport = new HttpTransport(new SendOptions(3, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(100), TimeProvider.System));
        Task<HttpExchange> Send(Func<Stream, CancellationToken, Task>? sink) =>
            transport.SendAsync(
                () => new HttpRequestMessage(HttpMethod.Get, server.Address + "/x?secret=1"),
                RepeatPolicy.WhenFailed,
                Log,
                Cancel,
                reading: new AnswerReading(AnswerLimits.Api, Sink: sink)
            );

        var failure = await FailsAsync<Auth0Exception>(
            Auth0ErrorCode.InternalError,
            () => Send(static (_, _) => throw new InvalidTimeZoneException("no such zone\u001b[31m"))
        );

        Assert.Equal($"GET {server.Address}/x", failure.Request);
        Assert.Equal(
            $"An unexpected error occurred, with GET {server.Address}/x: InvalidTimeZoneException: no such zone [31m",
            failure.Message
        );
        Assert.IsType<InvalidTimeZoneException>(failure.InnerException);
        Assert.Equal(200, (int)(await Send(null)).StatusCode);
    }

    [Fact]
    public void NoCode_IsUnknown() => Assert.DoesNotContain("Unknown", Enum.GetNames<Auth0ErrorCode>());
}
