using System.Text.Json;

namespace Auth0Flows;

public sealed partial class Auth0Session
{
    /// <summary>Calls an API with the right token.</summary>
    /// <exception cref="Auth0Exception">The call failed; the exception's code specifies the cause.</exception>
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
    /// Calls an API and writes the response's body to a file as it arrives, whatever its size. The old file stays until the body is
    /// complete.
    /// </summary>
    /// <param name="request">The call.</param>
    /// <param name="path">The path of the file.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The response, without its body.</returns>
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

    /// <summary>The URL of a call.</summary>
    /// <exception cref="Auth0ConfigurationException">The call's path or URL is not allowed.</exception>
    public Uri AddressOf(Auth0ApiRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _objects.AddressOf(request);
    }

    /// <summary>
    /// Describes what a call would change: its method and URL, and each field before and after, with secrets masked. Changes nothing; reads
    /// the current object if possible.
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

    /// <summary>
    /// Gets one object of the Management API by its id; without an id, one that there is once, such as the tenant's settings.
    /// </summary>
    public Task<T> GetAsync<T>(
        Auth0Resource<T> resource,
        string? id,
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
    /// Reads a list of the Management API page by page. While the caller reads one page, the next one is requested; if the caller
    /// continues, up to four pages are requested ahead.
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

    /// <summary>Reads any list as JSON; the catalogue of endpoints specifies its paging.</summary>
    /// <param name="request">The request for its first page: a path under the Management API.</param>
    /// <param name="options">Which part of the list to return.</param>
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
    /// Gets the first objects of a list, at most a minute old, for suggestions at a prompt. Returns an empty list instead of an error if
    /// the list isn't available in time, or not without a user. A longer reading continues for a few seconds, for the next caller.
    /// </summary>
    /// <param name="resource">The type of the objects.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
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
    /// <param name="resource">The type of the object.</param>
    /// <param name="properties">Its properties, with the API's names: a dictionary, or an object of this type.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The created object.</returns>
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

    /// <summary>Changes an object of the Management API: properties that aren't specified stay unchanged.</summary>
    /// <inheritdoc cref="CreateAsync"/>
    public Task<T> UpdateAsync<T>(
        Auth0Resource<T> resource,
        string? id,
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

    /// <summary>
    /// Adds values to lists of an object, and removes values from them, without losing what others changed in between as far as the API
    /// allows: it replaces lists as a whole, so each list is read just before it is sent, and checked after.
    /// </summary>
    /// <param name="request">
    /// A PATCH of the object. Its body, a dictionary or null, contains other properties to change; a name with a dot
    /// (<c>colors.primary</c>) leads into an object, whose other members stay.
    /// </param>
    /// <param name="changes">The lists, and what to add and remove.</param>
    /// <param name="confirm">Receives the complete request; sends nothing if it returns false.</param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>
    /// The API's response, or the object as it is if there was nothing to change; null if <paramref name="confirm"/> returned false.
    /// </returns>
    public Task<Auth0ApiResponse?> UpdateListsAsync(
        Auth0ApiRequest request,
        IReadOnlyCollection<Auth0ListChange> changes,
        Func<Auth0ApiRequest, Task<bool>> confirm,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(confirm);
        if (request.Method != HttpMethod.Patch || request.Body is not (null or System.Collections.IDictionary))
        {
            throw new ArgumentException("The request must be a PATCH, and its body a dictionary.", nameof(request));
        }

        ThrowIfClosed();
        return _objects.UpdateListsAsync(request, changes, confirm, activity, cancellationToken);
    }

    /// <summary>
    /// Reads an object to send back parts of it. Refuses what a gateway answers in its place, and another object: it would replace what
    /// the object has.
    /// </summary>
    /// <param name="request">A GET of the object.</param>
    /// <param name="parts">
    /// The properties that are sent back. The object is read once more if the answer lacks one: a gateway's <c>{}</c> has none.
    /// </param>
    /// <param name="activity">Receives requests and retries as they happen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Auth0ResponseException">The answer isn't the object (<see cref="Auth0ErrorCode.InvalidResponse"/>).</exception>
    public Task<Auth0ApiResponse> ReadToChangeAsync(
        Auth0ApiRequest request,
        IReadOnlyCollection<string> parts,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(parts);
        if (request.Method != HttpMethod.Get)
        {
            throw new ArgumentException("The request must be a GET.", nameof(request));
        }

        ThrowIfClosed();
        return _objects.ReadToChangeAsync(request, parts, activity, cancellationToken);
    }

    /// <summary>Asks whether a connector of an AD/LDAP connection is online.</summary>
    /// <exception cref="Auth0ApiException">
    /// There is no such connection (<see cref="Auth0ErrorCode.NotFound"/>), or the call failed for another reason.
    /// </exception>
    public Task<Auth0ConnectionStatus> TestConnectionAsync(
        string connectionId,
        IProgress<Auth0Activity>? activity = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        ThrowIfClosed();
        return _objects.TestConnectionAsync(connectionId, activity, cancellationToken);
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
        ArgumentException.ThrowIfNullOrEmpty(id); // the path without an id is the list
        ThrowIfClosed();
        return _objects.DeleteAsync(resource, id, activity, cancellationToken);
    }
}
