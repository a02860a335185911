using System.Net;
using System.Net.Http.Headers;
using System.Security;
using System.Text;

namespace Auth0Flows;

/// <summary>
/// A body of <c>application/x-www-form-urlencoded</c> that may hold secrets: they go from their <see cref="SecureString"/> into
/// one buffer, which is wiped when the request is over.
/// </summary>
internal sealed class FormContent : HttpContent
{
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(512, pinned: true);
    private int _length;

    public FormContent() => Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

    public FormContent Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Begin(name);
            var bytes = Encoding.UTF8.GetBytes(value);
            AppendEncoded(bytes);
        }

        return this;
    }

    public FormContent Add(string name, SecureString? secret)
    {
        if (secret is { Length: > 0 })
        {
            Begin(name);
            var bytes = secret.ToUtf8();
            AppendEncoded(bytes);
            Array.Clear(bytes);
        }

        return this;
    }

    /// <summary>Percent-encodes as a form does, for the two halves of HTTP Basic (RFC 6749 §2.3.1).</summary>
    public static byte[] Encode(ReadOnlySpan<byte> text)
    {
        using var form = new FormContent();
        form.AppendEncoded(text);
        return form._buffer[..form._length];
    }

    private void Begin(string name)
    {
        if (_length > 0)
        {
            Append((byte)'&');
        }

        AppendEncoded(Encoding.ASCII.GetBytes(name));
        Append((byte)'=');
    }

    private void AppendEncoded(ReadOnlySpan<byte> text)
    {
        foreach (var octet in text)
        {
            if (octet is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
                or (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
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

    private void Append(byte octet)
    {
        if (_length == _buffer.Length)
        {
            var larger = GC.AllocateUninitializedArray<byte>(_buffer.Length * 2, pinned: true);
            _buffer.CopyTo(larger, 0);
            Array.Clear(_buffer);
            _buffer = larger;
        }

        _buffer[_length++] = octet;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => stream.WriteAsync(_buffer, 0, _length, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        Array.Clear(_buffer);
        _length = 0;
        base.Dispose(disposing);
    }
}
