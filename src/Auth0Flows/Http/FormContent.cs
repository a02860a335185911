using System.Net.Http.Headers;
using System.Text;

namespace Auth0Flows.Http;

/// <summary>Fields as <c>application/x-www-form-urlencoded</c>.</summary>
internal sealed class FormContent : FieldContent
{
    public FormContent() => Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

    /// <summary>Percent-encodes as a form does, for the id and secret of HTTP Basic (RFC 6749 §2.3.1).</summary>
    public static byte[] Encode(ReadOnlySpan<byte> text)
    {
        using var form = new FormContent();
        form.AppendEncoded(text);
        return form.Written.ToArray();
    }

    protected override void AppendField(string name, ReadOnlySpan<byte> value)
    {
        if (!Written.IsEmpty)
        {
            Append((byte)'&');
        }

        AppendEncoded(Encoding.UTF8.GetBytes(name));
        Append((byte)'=');
        AppendEncoded(value);
    }

    private void AppendEncoded(ReadOnlySpan<byte> text)
    {
        foreach (var octet in text)
        {
            if (
                octet
                is (>= (byte)'a' and <= (byte)'z')
                    or (>= (byte)'A' and <= (byte)'Z')
                    or (>= (byte)'0' and <= (byte)'9')
                    or (byte)'-'
                    or (byte)'.'
                    or (byte)'_'
                    or (byte)'~'
            )
            {
                Append(octet);
            }
            else
            {
                Append((byte)'%');
                Append((byte)"0123456789ABCDEF"[octet >> 4]);
                Append((byte)"0123456789ABCDEF"[octet & 15]);
            }
        }
    }
}
