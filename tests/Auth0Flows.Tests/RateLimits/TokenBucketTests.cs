namespace Auth0Flows.Tests.RateLimits;

/// <summary>The client's estimate of a bucket, response by response. The test moves the clock.</summary>
public sealed class TokenBucketTests
{
    private readonly FakeTime _time = new();
    private readonly TokenBucket _bucket;

    public TokenBucketTests() => _bucket = new TokenBucket(_time);

    [Fact]
    public void Bucket_ThatNobodyToldOf_LetsTwoGo_AndTheThirdAfterASecond()
    {
        Take();
        Take();
        Assert.Equal(1, Wait());

        _time.Advance(TimeSpan.FromSeconds(1));

        Take();
    }

    [Fact]
    public void Tokens_ThatAreLeft_AreSpentAtOnce_ButForThoseUnderWay()
    {
        var (first, second) = (Take(), Take());
        Tell(first, 10, 4); // the second may have taken one of them

        Take();
        Take();
        Take();
        Assert.NotEqual(0, Wait());
        Tell(second, 10, 8); // from before the three others, and perhaps before the first
        Assert.Equal(4, CountTakes());
    }

    [Fact]
    public void Answer_ThatKnowsMore_RaisesWhatIsLeft_AndOneThatKnowsLessLowersIt()
    {
        Tell(Take(), 10, 3);
        Tell(Take(), 10, 9);
        Assert.Equal(9, CountTakes());
        Assert.NotEqual(0, Wait());
    }

    [Fact]
    public void Answer_ThatKnowsLess_LowersWhatIsLeft()
    {
        Tell(Take(), 10, 9);
        Tell(Take(), 10, 0); // another program used it

        Assert.InRange(CountTakes(), 0, 1);
    }

    [Fact]
    public void EmptyBucket_WaitsForTheTokenThatWasTold()
    {
        Tell(Take(), 10, 0, inSeconds: 7);

        Assert.Equal(7, Wait());
        _time.Advance(TimeSpan.FromSeconds(7));
        Take();
        Assert.NotEqual(0, Wait());
    }

    [Fact]
    public void Pace_IsLearntFromBelow()
    {
        Tell(Take(), 10, 0, inSeconds: 1);
        for (var second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Tell(Take(), 10, 1, inSeconds: 1); // two per second are added, and one is used
            Tell(Take(), 10, 0, inSeconds: 1);
        }

        Tell(Take(force: true), 10, 0, inSeconds: 30);
        Assert.InRange(Wait(), 0.5, 0.56); // instead of 30
    }

    [Fact]
    public void Refusal_SlowsThePaceDown()
    {
        Pace_IsLearntFromBelow();
        var before = Wait();

        Tell(Take(force: true), 10, 0, inSeconds: 30, isRefusal: true);

        Assert.InRange(Wait() / before, 1.1, 2.2);
    }

    [Fact]
    public void Refusal_SaysThatNothingIsLeft_WhateverWasBelieved()
    {
        Tell(Take(), 10, 9);
        Tell(Take(), 10, 5, inSeconds: 3, isRefusal: true);

        Assert.Equal(3, Wait());
    }

    [Fact]
    public void FullBucket_TeachesNothing()
    {
        Tell(Take(), 10, 9);
        _time.Advance(TimeSpan.FromHours(1));
        Tell(Take(), 10, 9);
        _time.Advance(TimeSpan.FromSeconds(1));
        Tell(Take(), 10, 9);
        for (var i = 0; i < 9; i++)
        {
            Take();
        }

        Assert.InRange(Wait(), 1, 5); // the refill rate is unknown
    }

    [Fact]
    public void Refusal_ClosesTheBucket_AlsoWhereAnOlderAnswerComesAfterIt()
    {
        var (first, second) = (Take(), Take());
        _bucket.Close(second, _time.GetUtcNow().AddSeconds(20));
        Tell(second, 10, 0, isRefusal: true);
        _bucket.Close(first, null);
        Tell(first, 10, 1);
        Assert.Equal(20, Wait());

        var third = Take(force: true);
        _bucket.Close(third, null);
        Tell(third, 10, 9);
        Assert.Equal(0, Wait());
    }

    [Fact]
    public void Size_ThatChanges_IsTakenAsItIs()
    {
        Tell(Take(), 50, 49);
        Tell(Take(), 5, 4);

        Assert.Equal(4, CountTakes());
    }

    [Fact]
    public void Request_ThatHangs_IsWaitedForSomeSeconds()
    {
        Tell(Take(), 1, 0, inSeconds: 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        Take();

        Assert.Equal(5, Wait());
        _time.Advance(TimeSpan.FromSeconds(5));
        Take();
    }

    [Fact]
    public void Answers_ThatTellNoLimit_LetEverythingGo()
    {
        var ticket = Take();
        _bucket.HearNothing();

        Assert.Same(_bucket, ticket.Bucket);
        Assert.Equal(1000, CountTakes(1000));
    }

    private int CountTakes(int most = 20)
    {
        var count = 0;
        for (; count < most && Wait() == 0; count++) { }

        return count;
    }

    private RateLimitTicket Take(bool force = false)
    {
        var ticket = _bucket.TryTake("read clients", force ? TimeSpan.Zero : TimeSpan.FromMinutes(1), out var wait, out _);
        Assert.True(ticket is not null, $"Nothing is left for {wait}.");
        return ticket;
    }

    // In seconds; without a wait, a token is taken.
    private double Wait() => _bucket.TryTake("read clients", TimeSpan.MaxValue, out var wait, out _) is null ? wait.TotalSeconds : 0;

    private void Tell(RateLimitTicket ticket, int limit, int remaining, double inSeconds = 1, bool isRefusal = false) =>
        _bucket.Hear(ticket, new RateLimit(limit, remaining, _time.GetUtcNow().AddSeconds(inSeconds), isRefusal));
}
