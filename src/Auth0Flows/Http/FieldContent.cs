using System.Net;
using System.Text;

namespace Auth0Flows.Http;

/// <summary>
/// A body of named fields that may contain secrets: they are copied from their <see cref="Auth0Secret"/> to one buffer, which is wiped when
/// the request is complete.
/// </summary>
internal abstract class FieldContent : HttpContent
{
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(512, pinned: true);
    private readonly List<Auth0Secret> _secrets = [];
    private int _length;

    /// <summary>The secrets among the fields.</summary>
    public IReadOnlyList<Auth0Secret> Secrets => _secrets;

    /// <summary>The type (<c>typ</c>) of the assertion among the fields; null if there is none.</summary>
    public string? AssertionType { get; set; }

    /// <summary>Adds a field, unless it has no value.</summary>
    public FieldContent Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            AppendField(name, Encoding.UTF8.GetBytes(value));
        }

        return this;
    }

    /// <inheritdoc cref="Add(string, string?)"/>
    public FieldContent Add(string name, Auth0Secret? secret)
    {
        if (secret is { Length: > 0 })
        {
            _secrets.Add(secret);
            var bytes = secret.ToUtf8();
            AppendField(name, bytes);
            Array.Clear(bytes);
        }

        return this;
    }

    /// <summary>Adds a secret JSON object: as JSON, or as its text in a form.</summary>
    /// <param name="name">The field.</param>
    /// <param name="json">The object.</param>
    /// <param name="parts">The secrets in it, which a server may repeat one by one.</param>
    public FieldContent AddObject(string name, Auth0Secret json, IEnumerable<Auth0Secret> parts)
    {
        _secrets.AddRange([json, .. parts]);
        var bytes = json.ToUtf8();
        AppendObject(name, bytes);
        Array.Clear(bytes);
        return this;
    }

    protected virtual void AppendObject(string name, ReadOnlySpan<byte> json) => AppendField(name, json);

    protected ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>The end of the body.</summary>
    protected virtual ReadOnlyMemory<byte> End => default;

    protected abstract void AppendField(string name, ReadOnlySpan<byte> value);

    protected void Append(byte octet)
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

    protected void Append(ReadOnlySpan<byte> text)
    {
        foreach (var octet in text)
        {
            Append(octet);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_buffer.AsMemory(0, _length), cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(End, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length + End.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        Array.Clear(_buffer);
        _length = 0;
        base.Dispose(disposing);
    }
}
