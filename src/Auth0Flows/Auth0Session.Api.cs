using System.Text.Json;

namespace Auth0Flows;

public sealed partial class Auth0Session
{
    /// <summary>Calls an API with the right token.</summary>
    /// <exception cref="Auth0Exception">The call failed: the exception's code says why.</exception>
    public async Task<Auth0ApiResponse> SendAsync(
        Auth0ApiRequest request,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfClosed();
        return new Auth0ApiResponse(await _api.SendAsync(request, activity, cancellationToken).ConfigureAwait(false), request);
    }

    /// <summary>
    /// The same with the answer's body written to a file as it arrives, however large it is. What was there before stays until the body is
    /// complete.
    /// </summary>
    /// <param name="request">The call.</param>
    /// <param name="path">The file.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The answer, without its body.</returns>
    public Task<Auth0ApiResponse> DownloadAsync(
        Auth0ApiRequest request,
        string path,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ThrowIfClosed();
        return _objects.DownloadAsync(request, path, activity, cancellationToken);
    }

    /// <summary>Where a call would go.</summary>
    /// <exception cref="Auth0ConfigurationException">Its path or address is none that can be called.</exception>
    public Uri AddressOf(Auth0ApiRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _objects.AddressOf(request);
    }

    /// <summary>
    /// What a call would change, in words: its method and address, and each field before and after, secrets masked. Nothing is changed;
    /// the object as it is is read where it can be.
    /// </summary>
    public Task<string> DescribeAsync(
        Auth0ApiRequest request,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfClosed();
        return _objects.DescribeAsync(request, activity, cancellationToken);
    }

    /// <summary>One object of the Management API, by its id.</summary>
    public Task<T> GetAsync<T>(
        Auth0Resource<T> resource,
        string id,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        ThrowIfClosed();
        return _objects.GetAsync(resource, id, activity, cancellationToken);
    }

    /// <summary>
    /// A list of the Management API, page by page: the next page is on its way while one reads the last, and who goes on reading has
    /// up to four ahead.
    /// </summary>
    public IAsyncEnumerable<T> ListAsync<T>(
        Auth0Resource<T> resource,
        Auth0ListOptions? options = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        ThrowIfClosed();
        return _lists.ReadAsync(resource, options ?? new Auth0ListOptions(), activity, cancellationToken);
    }

    /// <summary>The same of any list, as JSON; how it is paged is in the catalogue of endpoints.</summary>
    /// <param name="request">What would give its first page: a path under the Management API.</param>
    /// <param name="options">Which part is wanted.</param>
    /// <param name="activity">Receives progress.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public IAsyncEnumerable<JsonElement> ListAsync(
        Auth0ApiRequest request,
        Auth0ListOptions? options = null,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowIfClosed();
        return _lists.ReadAsync(
            request,
            Auth0Endpoints.PagingOf(request.Path ?? ""),
            options ?? new Auth0ListOptions(),
            activity,
            cancellationToken
        );
    }

    /// <summary>
    /// The first objects of a list, at most a minute old, for suggestions at a prompt: what can't be had in time, or not without a
    /// person, is an empty list and no error. A reading that takes longer goes on for a few seconds, for those who ask next.
    /// </summary>
    /// <param name="resource">What is listed.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyList<T>> ListRecentAsync<T>(
        Auth0Resource<T> resource,
        TimeSpan patience,
        CancellationToken cancellationToken = default
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        return _recent.GetAsync(resource, patience, cancellationToken);
    }

    /// <summary>Creates an object of the Management API.</summary>
    /// <param name="resource">Its kind.</param>
    /// <param name="properties">Its properties, under the API's names: a dictionary, or an object of the kind.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The object as it is then.</returns>
    public Task<T> CreateAsync<T>(
        Auth0Resource<T> resource,
        object properties,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        ThrowIfClosed();
        return _objects.CreateAsync(resource, properties, activity, cancellationToken);
    }

    /// <summary>Changes an object of the Management API: what isn't named stays as it is.</summary>
    /// <inheritdoc cref="CreateAsync"/>
    public Task<T> UpdateAsync<T>(
        Auth0Resource<T> resource,
        string id,
        object properties,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        ThrowIfClosed();
        return _objects.UpdateAsync(resource, id, properties, activity, cancellationToken);
    }

    /// <summary>Deletes an object of the Management API. Not every resource type reports whether the object existed.</summary>
    public Task DeleteAsync<T>(
        Auth0Resource<T> resource,
        string id,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
        where T : class
    {
        ArgumentNullException.ThrowIfNull(resource);
        ThrowIfClosed();
        return _objects.DeleteAsync(resource, id, activity, cancellationToken);
    }
}
