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

        if (request.Form.Count > 0)
        {
            return () => CreateForm(request.Form);
        }

        // Quotation marks allow any character, but only ASCII can be sent.
        if (!Ascii.IsValid(request.ContentType) || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.InvalidHeader, $"'{request.ContentType}' is not a valid content type.");
        }

        if (request.BodyFile is { } file)
        {
            return () => OfFile(file, type);
        }

        var body = request.Body is string text ? Encoding.UTF8.GetBytes(text) : JsonValues.ToUtf8(request.Body!);
        return () => new ByteArrayContent(body) { Headers = { ContentType = type } };
    }

    private static MultipartFormDataContent CreateForm(IReadOnlyList<Auth0FormPart> parts)
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
                        part.Name,
                        part.Name
                    );
                }
                else if (part.FilePath is { } path)
                {
                    form.Add(OfFile(path, MediaTypeHeaderValue.Parse(part.ContentType)), part.Name, Path.GetFileName(path));
                }
                else
                {
                    form.Add(new StringContent(part.Text ?? ""), part.Name);
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

    private static StreamContent OfFile(string path, MediaTypeHeaderValue type) =>
        new(LocalFile.OpenRead(path)) { Headers = { ContentType = type } };
}
