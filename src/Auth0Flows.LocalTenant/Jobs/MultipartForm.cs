using System.Text;
using Auth0Flows.LocalTenant.Http;

namespace Auth0Flows.LocalTenant.Jobs;

/// <summary>The parts of a <c>multipart/form-data</c> body by name (RFC 7578).</summary>
internal static class MultipartForm
{
    /// <summary>Reads the parts; null if the body isn't of this type.</summary>
    public static Dictionary<string, byte[]>? Read(ServerRequest request)
    {
        if (
            request.MediaType != "multipart/form-data"
            || Parameter(request.Header("Content-Type")!, "boundary") is not { Length: > 0 } boundary
        )
        {
            return null;
        }

        var body = request.Body.AsSpan();
        var delimiter = Encoding.Latin1.GetBytes($"\r\n--{boundary}");
        var at = body.IndexOf(delimiter.AsSpan(2));
        var parts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (at < 0)
        {
            return null;
        }

        body = body[(at + delimiter.Length - 2)..];
        while (!body.StartsWith("--"u8))
        {
            var headerEnd = body.IndexOf("\r\n\r\n"u8);
            var partEnd = body.IndexOf(delimiter);
            if (headerEnd < 0 || partEnd < headerEnd)
            {
                return null;
            }

            var header = Encoding.UTF8.GetString(body[..headerEnd]);
            var disposition = header
                .Split("\r\n")
                .FirstOrDefault(line => line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase));
            if (disposition is null || Parameter(disposition, "name") is not { } name)
            {
                return null;
            }

            parts[name] = partEnd >= headerEnd + 4 ? body[(headerEnd + 4)..partEnd].ToArray() : [];
            body = body[(partEnd + delimiter.Length)..];
        }

        return parts;
    }

    private static string? Parameter(string header, string name) =>
        header
            .Split(';')
            .Select(part => part.Trim())
            .FirstOrDefault(part => part.StartsWith($"{name}=", StringComparison.OrdinalIgnoreCase))
            ?[(name.Length + 1)..].Trim('"');
}
