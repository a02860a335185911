using System.Net;

namespace Auth0Flows.Api;

/// <summary>What a pipe or a device gives, as a body. It is opened when it is sent, so that the wait can be cancelled.</summary>
internal sealed class PipeContent : HttpContent
{
    private readonly string _path;
    private readonly HashSet<string> _read;

    /// <param name="path">The pipe.</param>
    /// <param name="read">The pipes that were read: what they gave is gone, and a repeated request would be empty.</param>
    /// <exception cref="Auth0ConfigurationException">It was read.</exception>
    public PipeContent(string path, HashSet<string> read)
    {
        (_path, _read) = (path, read);
        if (read.Contains(path))
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRequestBody,
                $"The request would have to be repeated, but the pipe {path} can be read only once. Send a file."
            );
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _read.Add(_path);
        return LocalFile.CopyAsync(_path, stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
