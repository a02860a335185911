using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auth0Flows.Fuzz;

/// <summary>
/// An object of the Management API, as an answer or a line of an export has it. No value takes the object away, whatever it is; and what
/// the type doesn't know goes back as it came.
/// </summary>
internal sealed class ObjectTarget<T> : FuzzTarget
    where T : Auth0Object
{
    private readonly Auth0Resource<T> _resource;
    private readonly HashSet<string> _known;

    public ObjectTarget(string kind, Auth0Resource<T> resource)
    {
        Name = "object-" + kind;
        _resource = resource;
        var known = typeof(T)
            .GetProperties()
            .Where(static property => property.GetCustomAttribute<JsonIgnoreAttribute>() is null)
            .Select(NameOf)
            .ToArray();
        _known = new HashSet<string>(known, StringComparer.OrdinalIgnoreCase);
        Words =
        [
            .. known.Select(static name => $"\"{name}\""),
            "\"2026-08-09T10:11:12.130Z\"",
            "\"2026-08-09\"",
            "2592000.0",
            "\"1\"",
            "[\"a\",1]",
            "[[\"a\"]]",
            "{\"access_token\":\"t0ken-123\"}",
            "\"client_secret\"",
            "\"unknown\"",
        ];
    }

    public override string Name { get; }

    public override IReadOnlyList<string> Words { get; }

    protected override string Read(byte[] input)
    {
        var text = Inputs.Text(input);
        var json = Inputs.Json(Encoding.UTF8.GetBytes(text));
        T value;
        try
        {
            value = _resource.Parse(text);
        }
        catch (Auth0ResponseException failure) when (json is { ValueKind: JsonValueKind.Object })
        {
            throw new FuzzFinding($"A value takes the whole object away: {Outcome.Of(failure)}");
        }

        Must.Hold(json is { ValueKind: JsonValueKind.Object }, "What is no object is read as one.");
        Must.Hold(value.ToString()!.Length >= 0 && value.AdditionalProperties.Count >= 0, "A property can't be read.");
        var back = _resource.ToJson(value);
        var again = _resource.ToJson(_resource.Parse(back)); // what had another form has the documented one now
        Must.Hold(
            Inputs.HoldsHugeNumber(json!.Value) || _resource.ToJson(_resource.Parse(again)) == again,
            "It is another object when it is read again."
        );
        GoBack(json.Value, JsonElement.Parse(back));
        return $"{value.AdditionalProperties.Count} {back.Length / 64}";
    }

    private static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    private void GoBack(JsonElement sent, JsonElement back)
    {
        if (!Inputs.IsPlain(sent))
        {
            return; // half characters and names that come twice are to be marked, not to be kept
        }

        foreach (var property in sent.EnumerateObject().Where(property => !_known.Contains(property.Name) && property.Name.Length > 0))
        {
            Must.Hold(back.TryGetProperty(property.Name, out var value), $"A property that the type doesn't know is lost: {property.Name}");
            Must.Hold(
                Inputs.AreSame(property.Value, value),
                $"A property that the type doesn't know goes back as another value: {property.Name}"
            );
        }
    }
}
