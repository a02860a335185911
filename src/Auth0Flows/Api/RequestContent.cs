using System.Net.Http.Headers;
using System.Text;
using Auth0Flows.Json;

namespace Auth0Flows.Api;

/// <summary>Creates the body of a call, each time it is sent.</summary>
internal static class RequestContent
{
    /// <returns>Creates the body; null for no body.</returns>
    /// <exception cref="Auth0ConfigurationException">The call can't have a body, or its body can't be sent in any format.</exception>
    public static Func<HttpContent>? Of(Auth0ApiRequest request)
    {
        var given = new[] { request.Body is not null, request.BodyFile is not null, request.Form.Count > 0 }.Count(static one => one);
        if (given == 0)
        {
            return null;
        }

        if (given > 1)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRequestBody,
                "A request can have only one body: an object or text, a file, or a form."
            );
        }

        if (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head)
        {
            throw new Auth0ConfigurationException(
                Auth0ErrorCode.InvalidRequestBody,
                $"A {request.Method} request cannot have a body; specify the method: POST, PUT or PATCH."
            );
        }

        var pipes = new HashSet<string>(StringComparer.Ordinal);
        if (request.Form.Count > 0)
        {
            if (request.Form.FirstOrDefault(static part => !IsSendable(part.Name) || !IsSendable(FileNameOf(part))) is { } odd)
            {
                throw new Auth0ConfigurationException(
                    Auth0ErrorCode.InvalidRequestBody,
                    $"The form field '{odd.Name}' can't be sent: its name, or that of its file, is empty or has control characters."
                );
            }

            CheckSecrets(request.Form);
            return () => CreateForm(request.Form, pipes);
        }

        // Quotation marks allow any character, but only ASCII can be sent.
        if (!Ascii.IsValid(request.ContentType) || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidHeader, $"'{request.ContentType}' is not a valid content type.");
        }

        if (request.BodyFile is { } file)
        {
            MaskedSecrets.ThrowIfInFile(file);
            return () => OfFile(file, type, pipes);
        }

        var body = request.Body is string text ? Encoding.UTF8.GetBytes(text) : JsonValues.ToUtf8(request.Body!);
        MaskedSecrets.ThrowIfIn(body);
        return () => new ByteArrayContent(body) { Headers = { ContentType = type } };
    }

    private static void CheckSecrets(IReadOnlyList<Auth0FormPart> form)
    {
        foreach (var part in form)
        {
            if (part.Content is { } content)
            {
                MaskedSecrets.ThrowIfIn(content);
            }
            else if (part.FilePath is { } file)
            {
                MaskedSecrets.ThrowIfInFile(file);
            }
            else
            {
                MaskedSecrets.ThrowIfIn([new(part.Name, part.Secret?.Reveal() ?? part.Text ?? "")]);
            }
        }
    }

    private static MultipartFormDataContent CreateForm(IReadOnlyList<Auth0FormPart> parts, HashSet<string> pipes)
    {
        var form = new MultipartFormDataContent();
        try
        {
            foreach (var part in parts)
            {
                if (part.Content is { } content)
                {
                    form.Add(
                        new ReadOnlyMemoryContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(part.ContentType) } },
                        Quotable(part.Name),
                        Quotable(FileNameOf(part))
                    );
                }
                else if (part.FilePath is { } path)
                {
                    form.Add(
                        OfFile(path, MediaTypeHeaderValue.Parse(part.ContentType), pipes),
                        Quotable(part.Name),
                        Quotable(FileNameOf(part))
                    );
                }
                else
                {
                    form.Add(new StringContent(part.Secret?.Reveal() ?? part.Text ?? ""), Quotable(part.Name));
                }
            }

            return form;
        }
        catch
        {
            form.Dispose();
            throw;
        }
    }

    private static string FileNameOf(Auth0FormPart part) => part.FilePath is { } path ? Path.GetFileName(path) : part.Name;

    private static bool IsSendable(string name) => name.Length > 0 && !name.Any(char.IsControl);

    // https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data, as browsers do.
    private static string Quotable(string name) => name.Replace("\"", "%22", StringComparison.Ordinal);

    private static HttpContent OfFile(string path, MediaTypeHeaderValue type, HashSet<string> pipes) =>
        LocalFile.IsOrdinary(path)
            ? new StreamContent(LocalFile.OpenRead(path)) { Headers = { ContentType = type } }
            : new PipeContent(path, pipes) { Headers = { ContentType = type } };
}
