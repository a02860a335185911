using System.Buffers;
using System.Collections;
using System.Collections.Specialized;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Auth0Flows.Api.Resources;
using Auth0Flows.Basics;
using Auth0Flows.Errors;
using Auth0Flows.Json;

namespace Auth0Flows;

/// <summary>
/// Collects users for imports, up to the size of a file that Auth0 accepts:
/// <see href="https://auth0.com/docs/manage-users/user-migration/bulk-user-import-database-schema-and-examples"/>.
/// </summary>
public sealed class Auth0UserImportFile
{
    // Auth0 limits the whole request, so this leaves space for the form around the file.
    private const int LargestFile = (500 * 1024) - (8 * 1024);

    // The properties in the schema of an import. Only the tenant sets an exported user's other properties.
    private static readonly HashSet<string> _schema = new(StringComparer.Ordinal)
    {
        "email",
        "email_verified",
        "phone_number",
        "phone_verified",
        "user_id",
        "username",
        "given_name",
        "family_name",
        "name",
        "nickname",
        "picture",
        "blocked",
        "password_hash",
        "custom_password_hash",
        "app_metadata",
        "user_metadata",
        "mfa_factors",
    };

    private readonly ArrayBufferWriter<byte> _content = new();

    /// <summary>The number of users in the file.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a user if there is room.</summary>
    /// <param name="user">
    /// A dictionary with the schema's properties, or an <see cref="Auth0User"/>, whose other properties are omitted.
    /// </param>
    /// <returns>False if the file is full and must be sent first.</returns>
    /// <exception cref="Auth0ConfigurationException">
    /// The object is not a user, or too large for any file (<see cref="Auth0ErrorCode.ImportRefused"/>).
    /// </exception>
    public bool TryAdd(object user)
    {
        var json = JsonValues.ToUtf8(
            user switch
            {
                Auth0User typed => Importable(typed),
                JsonElement { ValueKind: JsonValueKind.Object } element => element,
                IDictionary dictionary => dictionary,
                _ => throw new Auth0ConfigurationException(
                    Auth0ErrorCode.ImportRefused,
                    "A user to import must be an object with properties such as email."
                ),
            }
        );
        if (json.Length + 2 > LargestFile)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ImportRefused,
                $"A user of {json.Length:N0} bytes is too large to import: Auth0 accepts files of up to 500 KB."
            );
        }

        if (_content.WrittenCount + json.Length + 2 > LargestFile)
        {
            return false;
        }

        _content.Write(Count++ == 0 ? "["u8 : ","u8);
        _content.Write(json);
        return true;
    }

    /// <summary>Returns the file's content, and begins a new file.</summary>
    public ReadOnlyMemory<byte> Take()
    {
        _content.Write(Count == 0 ? "[]"u8 : "]"u8);
        var content = _content.WrittenSpan.ToArray();
        _content.Clear();
        Count = 0;
        return content;
    }

    /// <summary>
    /// Reads the users in a file: a JSON array, or one object per line. The whole file is checked before the first user is returned, unless
    /// it is a pipe.
    /// </summary>
    /// <exception cref="Auth0ConfigurationException">
    /// The file can't be read, or is not JSON in UTF-8 (<see cref="Auth0ErrorCode.ImportRefused"/>).
    /// </exception>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(
        string path,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        // Off this thread: a pipe that nobody writes to blocks the one that opens it.
        var file = await Task.Run(() => LocalFile.OpenRead(path), cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            if (file.CanSeek)
            {
                await foreach (var _ in ReadAsync(file, path, cancellationToken).ConfigureAwait(false))
                {
                    // Only checked.
                }

                file.Position = 0;
            }

            await foreach (var user in ReadAsync(file, path, cancellationToken).ConfigureAwait(false))
            {
                yield return user;
            }
        }
    }

    private static async IAsyncEnumerable<JsonElement> ReadAsync(
        FileStream file,
        string path,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var pipe = PipeReader.Create(file, new StreamPipeReaderOptions(leaveOpen: true));
        var isArray = await BeginsArrayAsync(pipe, path, cancellationToken).ConfigureAwait(false);
        var users = JsonSerializer
            .DeserializeAsyncEnumerable(pipe, Auth0JsonContext.Default.JsonElement, topLevelValues: !isArray, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using (users.ConfigureAwait(false))
        {
            while (await NextAsync(users, path, cancellationToken).ConfigureAwait(false))
            {
                yield return users.Current;
            }
        }

        await pipe.CompleteAsync().ConfigureAwait(false);
    }

    // Passes over white space and a byte order mark.
    private static async ValueTask<bool> BeginsArrayAsync(PipeReader pipe, string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await GuardAsync(pipe.ReadAsync, path, cancellationToken).ConfigureAwait(false);
            if (TryFindStart(read.Buffer, out var start, out var first))
            {
                pipe.AdvanceTo(start);
                return first switch
                {
                    0xFE or 0xFF => throw NotUtf8(path), // the byte order mark of UTF-16
                    0x1F => throw new Auth0ConfigurationException(
                        Auth0ErrorCode.ImportRefused,
                        $"The file {path} is compressed. Unpack it first."
                    ),
                    _ => first == '[',
                };
            }

            pipe.AdvanceTo(start, read.Buffer.End);
            if (read.IsCompleted)
            {
                throw new Auth0ConfigurationException(Auth0ErrorCode.ImportRefused, $"The file {path} is empty.");
            }
        }
    }

    private static bool TryFindStart(ReadOnlySequence<byte> buffer, out SequencePosition start, out byte first)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePastAny([(byte)' ', (byte)'\t', (byte)'\r', (byte)'\n', 0xEF, 0xBB, 0xBF]);
        start = reader.Position;
        return reader.TryPeek(out first);
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<JsonElement> users, string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (!await GuardAsync(_ => users.MoveNextAsync(), path, cancellationToken).ConfigureAwait(false))
            {
                return false;
            }
        }
        catch (JsonException failure)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.ImportRefused,
                $"The file {path} does not contain complete JSON: {JsonFailure.Place(failure)}"
            );
        }

        // In another encoding, a name would be imported with other characters.
        return Utf8.IsValid(JsonMarshal.GetRawUtf8Value(users.Current)) ? true : throw NotUtf8(path);
    }

    private static Auth0ConfigurationException NotUtf8(string path) =>
        new(Auth0ErrorCode.ImportRefused, $"The file {path} {TextEncoding.NotUtf8}.");

    private static async ValueTask<T> GuardAsync<T>(
        Func<CancellationToken, ValueTask<T>> read,
        string path,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await read(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw LocalFile.NotReadable(path, failure);
        }
    }

    // In an import, the id has no provider prefix: auth0|123 is 123.
    private static OrderedDictionary Importable(Auth0User user)
    {
        using var json = JsonDocument.Parse(Auth0Resources.Users.ToJson(user));
        var importable = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var property in json.RootElement.EnumerateObject().Where(static property => _schema.Contains(property.ReadName())))
        {
            importable[property.ReadName()] =
                property.ReadName() == "user_id" && property.Value is { ValueKind: JsonValueKind.String } id
                    ? id.ReadText()[(id.ReadText().IndexOf('|', StringComparison.Ordinal) + 1)..]
                    : property.Value.Clone();
        }

        return importable;
    }
}
