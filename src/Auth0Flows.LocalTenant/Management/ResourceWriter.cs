using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>Writes an object's properties directly into the response, if they exist and were requested.</summary>
internal sealed class ResourceWriter(Utf8JsonWriter json, FieldSelection fields)
{
    public void Text(string name, string? value)
    {
        if (value is not null && fields.Includes(name))
        {
            json.WriteString(name, value);
        }
    }

    public void Number(string name, long? value)
    {
        if (value is not null && fields.Includes(name))
        {
            json.WriteNumber(name, value.Value);
        }
    }

    public void Flag(string name, bool? value)
    {
        if (value is not null && fields.Includes(name))
        {
            json.WriteBoolean(name, value.Value);
        }
    }

    public void Time(string name, DateTimeOffset? value)
    {
        if (value is not null && fields.Includes(name))
        {
            // In Auth0's format: milliseconds, and Z.
            Span<char> text = stackalloc char[24];
            value.Value.UtcDateTime.TryFormat(text, out _, Timestamp.Format, CultureInfo.InvariantCulture);
            json.WriteString(name, text);
        }
    }

    public void Node(string name, JsonNode? value)
    {
        if (value is not null && fields.Includes(name))
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    public void Write(string name, Action<Utf8JsonWriter> write)
    {
        if (fields.Includes(name))
        {
            json.WritePropertyName(name);
            write(json);
        }
    }
}
