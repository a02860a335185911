using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Auth0Flows.Http;

/// <summary>Fields as a JSON object, for the endpoints that don't accept forms: /mfa, /passwordless and /passkey.</summary>
internal sealed class JsonContent : FieldContent
{
    private static readonly byte[] _end = [(byte)'}'];

    public JsonContent()
    {
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Append((byte)'{');
    }

    protected override ReadOnlyMemory<byte> End => _end;

    /// <summary>Adds a value that is neither a text nor a secret.</summary>
    public JsonContent AddJson(string name, JsonNode value) => AddJson(name, Encoding.UTF8.GetBytes(value.ToJsonString()));

    /// <summary>Adds a value that is JSON already.</summary>
    public JsonContent AddJson(string name, ReadOnlySpan<byte> json)
    {
        AppendName(name);
        Append(json);
        return this;
    }

    protected override void AppendField(string name, ReadOnlySpan<byte> value)
    {
        AppendName(name);
        AppendText(value);
    }

    protected override void AppendObject(string name, ReadOnlySpan<byte> json)
    {
        AppendName(name);
        Append(json);
    }

    private void AppendName(string name)
    {
        if (Written.Length > 1)
        {
            Append((byte)',');
        }

        AppendText(Encoding.ASCII.GetBytes(name));
        Append((byte)':');
    }

    // RFC 8259 §7: quotation marks, backslashes and control characters are escaped; all others are unchanged.
    private void AppendText(ReadOnlySpan<byte> text)
    {
        Append((byte)'"');
        foreach (var octet in text)
        {
            if (octet is (byte)'"' or (byte)'\\')
            {
                Append((byte)'\\');
                Append(octet);
            }
            else if (octet < 0x20)
            {
                Append("\\u00"u8);
                Append((byte)"0123456789abcdef"[octet >> 4]);
                Append((byte)"0123456789abcdef"[octet & 15]);
            }
            else
            {
                Append(octet);
            }
        }

        Append((byte)'"');
    }
}
