using Auth0Flows.Http;
using Auth0Flows.Sessions;

namespace Auth0Flows.Api.Objects;

/// <summary>
/// Single objects of the Management API, and what else a call is made for: a file, a description of what it would change.
/// </summary>
internal sealed class ApiObjects(SessionContext context, ApiCaller api)
{
    public async Task<T> GetAsync<T>(
        Auth0Resource<T> resource,
        string id,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class =>
        resource.Read(await SendAsync(resource, HttpMethod.Get, id, null, activity, cancellationToken).ConfigureAwait(false));

    public async Task<T> CreateAsync<T>(
        Auth0Resource<T> resource,
        object properties,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class =>
        resource.Read(await SendAsync(resource, HttpMethod.Post, null, properties, activity, cancellationToken).ConfigureAwait(false));

    public async Task<T> UpdateAsync<T>(
        Auth0Resource<T> resource,
        string id,
        object properties,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class =>
        resource.Read(await SendAsync(resource, HttpMethod.Patch, id, properties, activity, cancellationToken).ConfigureAwait(false));

    public Task DeleteAsync<T>(
        Auth0Resource<T> resource,
        string id,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class => SendAsync(resource, HttpMethod.Delete, id, null, activity, cancellationToken);

    /// <summary>The answer without its body, which is in the file.</summary>
    public async Task<Auth0ApiResponse> DownloadAsync(
        Auth0ApiRequest request,
        string path,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        Task Write(Stream body, CancellationToken token) => LocalFile.WriteAsync(path, body.CopyToAsync, token);
        var answer = await api.SendAsync(request, activity, cancellationToken, Write).ConfigureAwait(false);
        if (!answer.IsSuccess) // who skips the check for errors wants the refusal's body
        {
            await LocalFile
                .WriteAsync(path, (file, token) => file.WriteAsync(answer.Body, token).AsTask(), cancellationToken)
                .ConfigureAwait(false);
        }

        return new Auth0ApiResponse(answer, request);
    }

    public Uri AddressOf(Auth0ApiRequest request) =>
        ApiAddress.Of(request, context.Domain, context.ManagementAudience, context.Audience).Uri;

    /// <summary>What a call would change, in words. The object as it is is read where it can be.</summary>
    public async Task<string> DescribeAsync(
        Auth0ApiRequest request,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
    {
        var address = AddressOf(request);
        if (request.Path is null || request.Method == HttpMethod.Post)
        {
            return ChangeText.Describe(request, address, null);
        }

        try
        {
            var reading = new Auth0ApiRequest
            {
                Path = request.Path,
                Token = request.Token,
                Audience = request.Audience,
            };
            using var before = JsonAnswer.Parse(await api.SendAsync(reading, activity, cancellationToken).ConfigureAwait(false));
            return ChangeText.Describe(request, address, before.RootElement);
        }
        catch (Exception failure) when (failure is Auth0ApiException or Auth0ResponseException)
        {
            return ChangeText.Describe(request, address, null); // it may not be read, or there is none yet
        }
    }

    private Task<HttpExchange> SendAsync<T>(
        Auth0Resource<T> resource,
        HttpMethod method,
        string? id,
        object? body,
        IProgress<Auth0Activity>? activity,
        CancellationToken cancellationToken
    )
        where T : class =>
        api.SendAsync(
            new Auth0ApiRequest
            {
                Method = method,
                Path = resource.PathOf(id),
                Body = body,
            },
            activity,
            cancellationToken
        );
}
