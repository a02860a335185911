using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Jobs;

/// <summary>The file of an export: the users at its start. Each download generates the same file again.</summary>
internal sealed class UserExport(
    SeededList<IUserProfile> users,
    string? connection,
    long? limit,
    string format,
    IReadOnlyList<ExportField> fields
)
{
    private const int BlockSize = 64 * 1024;

    // Auth0, "Bulk User Exports": the predefined fields if the request names none.
    private static readonly ExportField[] _defaultFields =
    [
        .. new[]
        {
            "user_id",
            "email",
            "email_verified",
            "name",
            "given_name",
            "family_name",
            "nickname",
            "username",
            "phone_number",
            "created_at",
            "updated_at",
            "last_login",
        }.Select(name => new ExportField(name, name)),
        new("identities[0].connection", "connection"),
    ];

    private static readonly JsonWriterOptions _writerOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly FieldSelection? _plain = fields.All(field =>
        field.Name == field.ExportAs && !field.Name.AsSpan().ContainsAny('.', '[')
    )
        ? new FieldSelection([.. fields.Select(field => field.Name)], includesFields: true)
        : null;

    private readonly Lock _lock = new();
    private Task<long>? _length;

    public string Extension => format == "csv" ? "csv.gz" : "json.gz";

    /// <summary>The length of the file, which is generated once just to measure it.</summary>
    public Task<long> MeasureAsync()
    {
        lock (_lock)
        {
            return _length ??= Task.Run(async () =>
            {
                var counting = WindowStream.Counting();
                await using (counting.ConfigureAwait(false))
                {
                    await WriteAsync(counting, CancellationToken.None).ConfigureAwait(false);
                    return counting.Length;
                }
            });
        }
    }

    public async Task WriteAsync(WindowStream target, CancellationToken cancellationToken)
    {
        var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
        {
            var buffer = new ArrayBufferWriter<byte>(BlockSize * 2);
            using var json = new Utf8JsonWriter(buffer, _writerOptions);
            if (format == "csv")
            {
                WriteLine(buffer, Columns.Select(field => field.ExportAs));
            }

            long written = 0;
            foreach (var user in users)
            {
                if (written == limit || target.IsDone)
                {
                    break;
                }

                if (connection is not null && user.Connection != connection)
                {
                    continue;
                }

                WriteUser(user, buffer, json);
                written++;
                if (buffer.WrittenCount >= BlockSize)
                {
                    await gzip.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
                    buffer.ResetWrittenCount();
                }
            }

            await gzip.WriteAsync(buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }
    }

    private IReadOnlyList<ExportField> Columns => fields.Count > 0 ? fields : _defaultFields;

    private static void WriteLine(ArrayBufferWriter<byte> buffer, IEnumerable<string> values) =>
        Encoding.UTF8.GetBytes(string.Join(',', values.Select(Quote)) + "\n", buffer);

    // RFC 4180 §2: fields are quoted if necessary, and quotation marks inside are doubled.
    private static string Quote(string value) =>
        value.AsSpan().ContainsAny("\",\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static JsonNode? At(JsonNode? node, string path)
    {
        foreach (var part in path.Split('.', '['))
        {
            node = part.EndsWith(']')
                ? int.TryParse(part[..^1], out var place) && node is JsonArray array && place < array.Count
                    ? array[place]
                    : null
                : (node as JsonObject)?[part];
        }

        return node;
    }

    private static JsonObject Parse(IUserProfile user)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, _writerOptions))
        {
            UserJson.Write(json, user, FieldSelection.All);
        }

        return (JsonObject)JsonNode.Parse(buffer.WrittenSpan)!;
    }

    private void WriteUser(IUserProfile user, ArrayBufferWriter<byte> buffer, Utf8JsonWriter json)
    {
        if (format == "csv")
        {
            var profile = Parse(user);
            WriteLine(buffer, Columns.Select(field => At(profile, field.Name) is { } value ? value.AsText() ?? value.ToJsonString() : ""));
            return;
        }

        json.Reset();
        if (_plain is not null)
        {
            UserJson.Write(json, user, _plain);
        }
        else
        {
            var profile = Parse(user);
            json.WriteStartObject();
            foreach (var field in Columns)
            {
                if (At(profile, field.Name) is { } value)
                {
                    json.WritePropertyName(field.ExportAs);
                    value.WriteTo(json);
                }
            }

            json.WriteEndObject();
        }

        json.Flush();
        buffer.Write("\n"u8);
    }
}
