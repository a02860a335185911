using System.Net;

namespace Auth0Flows.Api;

/// <summary>What a pipe or a device gives, as a body. It is opened when it is sent, so that the wait can be cancelled.</summary>
/// <param name="path">The pipe.</param>
internal sealed class PipeContent(string path) : HttpContent
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        LocalFile.CopyAsync(path, stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
