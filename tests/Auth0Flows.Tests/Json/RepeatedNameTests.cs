using System.Text;
using System.Text.Json;
using Auth0Flows.Json;

namespace Auth0Flows.Tests.Json;

/// <summary>An object with names that come again: the last value at the first one's place, and time in proportion.</summary>
public sealed class RepeatedNameTests
{
    [Fact]
    public void LastValue_IsTaken_AtThePlaceOfTheFirst()
    {
        using var json = JsonDocument.Parse("""{"a":1,"b":2,"a":3,"c":4,"b":5,"c":6,"d":7}""");

        var values = JsonValues.ToDictionary(json.RootElement);

        Assert.Equal(["a", "b", "c", "d"], values.Keys.Cast<string>());
        Assert.Equal([3L, 5L, 6L, 7L], values.Values.Cast<object>().Select(static value => Convert.ToInt64(value, null)));
        Assert.True(values.IsReadOnly);
    }

    // A search for each place would compare 1.2 billion names.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ManyNames_ThatComeAgain_TakeTimeInProportion(bool hides)
    {
        var names = string.Concat(Enumerable.Range(0, 49_000).Select(static n => $"\"name-{n}\":{n},"));
        using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes("{" + names + names + "\"last\":0}"));
        var started = Environment.TickCount64;

        var values = hides ? SecretValues.Hide(json.RootElement) : JsonValues.ToDictionary(json.RootElement);

        Assert.Equal(49_001, values.Count);
        Assert.InRange(Environment.TickCount64 - started, 0, 5_000);
    }
}
