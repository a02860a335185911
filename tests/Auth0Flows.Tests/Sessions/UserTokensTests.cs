using System.Globalization;

namespace Auth0Flows.Tests.Sessions;

/// <summary>Expired logins go, but not all: a call for one says that it expired, and isn't made with another token.</summary>
public sealed class UserTokensTests
{
    private readonly FakeTime _time = new();
    private readonly UserTokens _tokens = new();

    [Fact]
    public void ExpiredLogins_AreSwept_ButForTheLast()
    {
        for (var i = 0; i < 500; i++)
        {
            _tokens.Add(Login(i));
        }

        _time.Advance(TimeSpan.FromDays(1));
        var last = Login(500);
        _tokens.Add(last);

        Assert.Null(_tokens.Find("urn:api:435", null));
        Assert.NotNull(_tokens.Find("urn:api:436", null));
        Assert.Same(last, Assert.Single(_tokens.Usable));
    }

    [Fact]
    public void ValidLogins_Stay()
    {
        for (var i = 0; i < 500; i++)
        {
            _tokens.Add(Login(i));
        }

        Assert.Equal(500, _tokens.Usable.Count());
    }

    private Auth0Token Login(int number) =>
        new(
            new TokenAnswer("opaque", "Bearer", TimeSpan.FromHours(1), null, null, null),
            new TokenAsked(
                Auth0GrantType.Password,
                string.Create(CultureInfo.InvariantCulture, $"urn:api:{number}"),
                null,
                ScopeSet.Empty,
                null
            ),
            Auth0Domain.Parse("acme.eu.auth0.com"),
            "app",
            _time
        );
}
