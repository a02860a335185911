using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Jobs;

/// <summary>The files of exports. Their addresses need no token and are valid for 60 seconds, like Auth0's signed S3 addresses.</summary>
internal sealed class ExportEndpoint(JobStore jobs, TenantClock clock, string issuer) : IDisposable
{
    public const string Prefix = "/exports/";

    // Auth0, "Bulk User Exports": "The download link is valid for 60 seconds."
    private const int Seconds = 60;

    private readonly HMACSHA256 _signing = new(RandomNumberGenerator.GetBytes(32));
    private readonly Lock _lock = new();

    /// <summary>A new address for an export's file.</summary>
    public string Locate(UserJob job)
    {
        var path = $"{Prefix}{job.Id}/{Applications.ClientTemplate.Tenant}.{job.Export!.Extension}";
        var signedAt = clock.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{issuer}{path[1..]}?X-Amz-Date={signedAt}&X-Amz-Expires={Seconds}&X-Amz-Signature={Sign(path, signedAt)}"
        );
    }

    public async ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        var refusal = Check(request);
        if (refusal is not null)
        {
            return refusal;
        }

        var id = request.Path[Prefix.Length..].Split('/')[0];
        if (jobs.Find(id) is not { Export: { } export } job || !jobs.IsDone(job))
        {
            return Error(404, "NoSuchKey", "The specified key does not exist.");
        }

        var tag = $"\"{job.Id}\"";
        if (request.Header("If-Match") is { } wanted && wanted != "*" && !wanted.Split(',').Select(one => one.Trim()).Contains(tag))
        {
            return Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }

        var length = await export.MeasureAsync().ConfigureAwait(false);
        var (first, last, isPart) = ReadRange(request, tag, length);
        if (first >= length && isPart)
        {
            return Error(416, "InvalidRange", "The requested range is not satisfiable")
                .With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes */{length}"));
        }

        var response = new ServerResponse(isPart ? 206 : 200)
        {
            Stream = new StreamedBody(last - first + 1, export.WriteAsync),
            StreamStart = first,
        };
        if (isPart)
        {
            response.With("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{last}/{length}"));
        }

        return response.With("Content-Type", "application/octet-stream").With("Accept-Ranges", "bytes").With("ETag", tag);
    }

    public void Dispose() => _signing.Dispose();

    private static (long First, long Last, bool IsPart) ReadRange(ServerRequest request, string tag, long length)
    {
        // RFC 9110 §14.2: one byte range is supported; other requests get the whole file.
        if (
            request.Header("Range") is not { } range
            || !range.StartsWith("bytes=", StringComparison.Ordinal)
            || request.Header("If-Range") is { } known && known != tag
        )
        {
            return (0, length - 1, false);
        }

        var bounds = range["bytes=".Length..].Split('-');
        if (bounds.Length != 2 || !long.TryParse(bounds[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first))
        {
            return (0, length - 1, false);
        }

        var last = long.TryParse(bounds[1], NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            ? Math.Min(end, length - 1)
            : length - 1;
        return (first, last, true);
    }

    private static ServerResponse Error(int status, string code, string message) =>
        new ServerResponse(
            status,
            Encoding.UTF8.GetBytes(
                $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>"
            )
        ).With("Content-Type", "application/xml");

    private ServerResponse? Check(ServerRequest request)
    {
        if (request.Method is not ("GET" or "HEAD"))
        {
            return Error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
        }

        if (request.Header("Authorization") is not null)
        {
            return Error(
                400,
                "InvalidArgument",
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified"
            );
        }

        if (
            !long.TryParse(request.Parameters["X-Amz-Date"], NumberStyles.None, CultureInfo.InvariantCulture, out var signedAt)
            || !ConstantTime.AreEqual(request.Parameters["X-Amz-Signature"], Sign(request.Path, signedAt))
        )
        {
            return Error(
                403,
                "SignatureDoesNotMatch",
                "The request signature we calculated does not match the signature you provided. Check your key and signing method."
            );
        }

        return clock.TimeProvider.GetUtcNow().ToUnixTimeMilliseconds() >= signedAt + (Seconds * 1000)
            ? Error(403, "AccessDenied", "Request has expired")
            : null;
    }

    private string Sign(string path, long signedAt)
    {
        lock (_lock)
        {
            return Convert.ToHexStringLower(
                _signing.ComputeHash(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{path}\n{signedAt}")))
            );
        }
    }
}
