using System.Runtime.CompilerServices;
using Auth0Flows.Basics;
using Auth0Flows.Http;

namespace Auth0Flows.Jobs;

/// <summary>The file of an export: gzip-compressed lines, read as they arrive.</summary>
/// <param name="read">Reads the job, which contains the file's URL.</param>
/// <param name="domain">The tenant.</param>
/// <param name="options">The limits of retries and timeouts.</param>
/// <param name="jobId">The job's id.</param>
/// <param name="activity">Receives requests and retries.</param>
internal sealed class ExportFile(
    Func<string, CancellationToken, Task<Auth0Job>> read,
    Auth0Domain domain,
    SendOptions options,
    string jobId,
    IProgress<Auth0Activity>? activity
)
{
    /// <summary>Reads its lines.</summary>
    public async IAsyncEnumerable<string> ReadLinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var packed = Open();
        await using (packed.ConfigureAwait(false))
        {
            var unpacked = new UnpackedStream(packed);
            await using var closing = unpacked.ConfigureAwait(false);
            var reader = new LineReader(
                unpacked,
                AnswerLimits.ExportLine.Bytes,
                () => AnswerLimits.ExportLine.Exceeded($"The export {jobId}")
            );
            while (await NextAsync(reader, cancellationToken).ConfigureAwait(false) is { } line)
            {
                yield return line;
            }
        }
    }

    /// <summary>Writes it to a file, decompressed unless the file's name ends in .gz.</summary>
    public Task SaveAsync(string path, CancellationToken cancellationToken) =>
        LocalFile.WriteAsync(
            path,
            async (file, token) =>
            {
                var packed = Open();
                await using (packed.ConfigureAwait(false))
                {
                    // It is still decompressed, because only that shows that it is complete.
                    var staysPacked = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
                    var unpacked = new UnpackedStream(packed, copy: staysPacked ? file : null);
                    await using (unpacked.ConfigureAwait(false))
                    {
                        await CopyAsync(unpacked, staysPacked ? Stream.Null : file, token).ConfigureAwait(false);
                    }
                }
            },
            cancellationToken
        );

    private static async Task<string?> NextAsync(LineReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException failure)
        {
            throw Damaged(failure);
        }
    }

    private static async Task CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        try
        {
            await from.CopyToAsync(to, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException failure)
        {
            throw Damaged(failure);
        }
    }

    private static Auth0ResponseException Damaged(InvalidDataException failure) =>
        new(Auth0ErrorCode.InvalidJson, $"The export file is damaged or incomplete: {failure.Message}", failure);

    private ResumingStream Open() => new(LocateAsync, options, activity);

    // Auth0's URL is valid for 60 seconds, and each request for the job returns a new one.
    private async Task<Uri> LocateAsync(CancellationToken cancellationToken)
    {
        var job = await read(jobId, cancellationToken).ConfigureAwait(false);
        if (job.Location is not { } location)
        {
            throw NoFile("has no file to download", job);
        }

        return
            Address.TryRead(location.Reveal(), out var address)
            && (
                address.Scheme == Uri.UriSchemeHttps
                || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && domain.BaseAddress.IsLoopback)
            )
            ? address
            : throw NoFile("has a file whose address is not https", job);
    }

    private Auth0ResponseException NoFile(string what, Auth0Job job) =>
        new(Auth0ErrorCode.InvalidRequest, $"The job {jobId} {what} ({job.Status}).");
}
