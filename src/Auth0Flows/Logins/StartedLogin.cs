using System.Text.Json;
using Auth0Flows.Http;
using Auth0Flows.Json;

namespace Auth0Flows.Logins;

/// <summary>
/// Reads the response to the start of a login: what goes on with it must be there, with usable values.
/// </summary>
internal sealed class StartedLogin(HttpExchange answer) : IDisposable
{
    private readonly JsonDocument _json = JsonAnswer.ParseObject(answer);

    public bool Has(string name) => _json.RootElement.TryFind(name, out _);

    /// <summary>A text property.</summary>
    /// <exception cref="Auth0ResponseException">There is none (<see cref="Auth0ErrorCode.InvalidJson"/>).</exception>
    public string Require(string name) => AuthenticationApi.Text(_json.RootElement, name) ?? throw Malformed(name);

    /// <summary>An object.</summary>
    /// <exception cref="Auth0ResponseException">There is none (<see cref="Auth0ErrorCode.InvalidJson"/>).</exception>
    public JsonElement RequireObject(string name) =>
        _json.RootElement.TryFind(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : throw Malformed(name);

    /// <summary>A positive number of seconds, less than the limit.</summary>
    /// <param name="name">The property.</param>
    /// <param name="otherwise">The value if there is no such property; null if it is required.</param>
    /// <param name="limit">The limit, in seconds.</param>
    public TimeSpan ReadSeconds(string name, double? otherwise = null, double limit = 86_400)
    {
        if (!_json.RootElement.TryFind(name, out var value))
        {
            return TimeSpan.FromSeconds(otherwise ?? throw Malformed(name));
        }

        return Seconds.Read(value) is > 0 and var seconds && seconds < limit ? TimeSpan.FromSeconds(seconds) : throw Malformed(name);
    }

    /// <summary>The time between two questions, at least a second: the servers' own limits are of seconds, too.</summary>
    public TimeSpan ReadInterval() => TimeSpan.FromSeconds(Math.Max(1, ReadSeconds("interval", otherwise: 5).TotalSeconds));

    public Auth0ResponseException Malformed(string name) =>
        new(Auth0ErrorCode.InvalidJson, $"{answer.Request} returned no usable {name}.")
        {
            Request = answer.Request,
            StatusCode = answer.StatusCode,
        };

    public void Dispose() => _json.Dispose();
}
