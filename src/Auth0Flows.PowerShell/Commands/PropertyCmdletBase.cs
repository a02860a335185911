using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of the cmdlets that create and change objects of the Management API. Parameters with an API name are the object's
/// properties; -Property adds properties that have no parameter.
/// </summary>
public abstract class PropertyCmdletBase : SessionCmdletBase
{
    /// <summary>Properties that have no parameter, with the API's names.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Property { get; set; }

    /// <summary>The ids of the objects that the object belongs to, for the next cmdlet in the pipeline.</summary>
    private protected virtual (string Name, string Id)[] Owners => [];

    /// <summary>Creates an object and writes it.</summary>
    private protected ValueTask CreateAsync<T>(Auth0Resource<T> resource, CancellationToken cancellationToken)
        where T : class => CreateAsync(resource, Properties(), cancellationToken);

    /// <summary>The same with specified properties.</summary>
    private protected ValueTask CreateAsync<T>(Auth0Resource<T> resource, IDictionary properties, CancellationToken cancellationToken)
        where T : class => CreateAsync(resource, properties, passThru: true, cancellationToken);

    /// <summary>The same, returning the object only if requested.</summary>
    private protected ValueTask CreateAsync<T>(
        Auth0Resource<T> resource,
        IDictionary properties,
        bool passThru,
        CancellationToken cancellationToken
    )
        where T : class =>
        SendAsync(
            resource,
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Path = resource.Path,
                Body = Nested(properties),
            },
            passThru,
            cancellationToken
        );

    /// <summary>Changes an object: properties that aren't specified stay unchanged. Without an id, one that there is once.</summary>
    private protected ValueTask UpdateAsync<T>(Auth0Resource<T> resource, string? id, bool passThru, CancellationToken cancellationToken)
        where T : class => UpdateAsync(resource, id, Properties(), passThru, cancellationToken);

    /// <summary>The same with specified properties.</summary>
    private protected async ValueTask UpdateAsync<T>(
        Auth0Resource<T> resource,
        string? id,
        IDictionary properties,
        bool passThru,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var lists = ListChanges();
        if (properties.Count == 0 && lists.Count == 0)
        {
            throw new Auth0ConfigurationException(Auth0ErrorCode.MissingParameter, "Nothing to change: specify at least one property.");
        }

        var request = new Auth0ApiRequest
        {
            Method = HttpMethod.Patch,
            Path = resource.PathOf(id),
            Body = properties,
        };
        if (lists.Count == 0 && !LeadsIntoObjects(properties))
        {
            await SendAsync(resource, request, passThru, cancellationToken).ConfigureAwait(true);
            return;
        }

        var session = ResolveSession();
        Task<bool> Confirm(Auth0ApiRequest complete) =>
            Pump.AskAsync(() => ShouldSendAsync(session, complete, force: false, cancellationToken).AsTask()).Unwrap();
        var answer = await session.UpdateListsAsync(request, lists, Confirm, Activity, cancellationToken).ConfigureAwait(true);
        if (passThru && answer is not null)
        {
            await WriteAsync(resource, request.Path, answer, cancellationToken).ConfigureAwait(true);
        }
    }

    /// <summary>Reads an object whose parts are sent back.</summary>
    private protected async Task<T> ReadToChangeAsync<T>(
        Auth0Resource<T> resource,
        string? id,
        IReadOnlyCollection<string> parts,
        CancellationToken cancellationToken
    )
        where T : class =>
        resource.Read(
            await ResolveSession()
                .ReadToChangeAsync(new Auth0ApiRequest { Path = resource.PathOf(id) }, parts, Activity, cancellationToken)
                .ConfigureAwait(true)
        );

    /// <summary>Sends a request that creates or changes an object, if it should be sent.</summary>
    private protected async ValueTask SendAsync<T>(
        Auth0Resource<T> resource,
        Auth0ApiRequest request,
        bool passThru,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var session = ResolveSession();
        if (!await ShouldSendAsync(session, request, force: false, cancellationToken).ConfigureAwait(true))
        {
            return;
        }

        var answer = await session.SendAsync(request, Activity, cancellationToken).ConfigureAwait(true);
        if (passThru)
        {
            await WriteAsync(resource, request.Path!, answer, cancellationToken).ConfigureAwait(true);
        }
    }

    private async ValueTask WriteAsync<T>(
        Auth0Resource<T> resource,
        string path,
        Auth0ApiResponse answer,
        CancellationToken cancellationToken
    )
        where T : class
    {
        if (answer.IsEmpty) // some changes are confirmed with 204
        {
            answer = await ResolveSession()
                .SendAsync(new Auth0ApiRequest { Path = path }, Activity, cancellationToken)
                .ConfigureAwait(true);
        }

        WriteObject(ApiObject.OfTyped(resource.Read(answer), Owners));
    }

    /// <summary>A name with a dot becomes an object with the rest of the name.</summary>
    private protected static OrderedDictionary Nested(IDictionary properties)
    {
        var nested = new OrderedDictionary(StringComparer.Ordinal);
        foreach (DictionaryEntry property in properties)
        {
            var (names, parent) = (((string)property.Key).Split('.'), nested);
            foreach (var name in names[..^1])
            {
                parent[name] ??= new OrderedDictionary(StringComparer.Ordinal);
                parent = (OrderedDictionary)parent[name]!;
            }

            parent[names[^1]] = property.Value;
        }

        return nested;
    }

    // The API replaces an object inside the object as a whole, so the current one is read first.
    private static bool LeadsIntoObjects(IDictionary properties) =>
        properties.Keys.Cast<string>().Any(static name => name.Contains('.', StringComparison.Ordinal));

    // What is added to lists and removed from them. A list is either replaced or changed.
    private List<Auth0ListChange> ListChanges()
    {
        var changes = new List<Auth0ListChange>();
        var (byName, parameters) = (MyInvocation.BoundParameters, Parameters().ToArray());
        foreach (var parameter in parameters)
        {
            if (
                parameter.GetCustomAttribute<ApiListAttribute>() is not { } list
                || !TryGetBound(parameter, out var bound)
                || PlainObject.Of(bound) is not object?[] values
            )
            {
                continue;
            }

            var whole = parameters.FirstOrDefault(other => other.GetCustomAttribute<ApiNameAttribute>()?.Name == list.Name)?.Name;
            if ((whole is not null && byName.ContainsKey(whole)) || Property?.Contains(list.Name) == true)
            {
                throw new Auth0ConfigurationException(
                    Auth0ErrorCode.ConflictingParameters,
                    $"-{parameter.Name} changes the list, whereas {(whole is null ? $"'{list.Name}' in -Property" : $"-{whole}")} replaces it: use one or the other."
                );
            }

            changes.Add(
                list.Removes
                    ? new(list.Name) { Key = list.Key, Removed = [.. values.OfType<string>()] }
                    : new(list.Name) { Key = list.Key, Added = [.. values.OfType<object>().Select(item => ToItem(list.Name, item))] }
            );
        }

        // Both of one list in one change, so that the second doesn't start from the list without the first.
        return
        [
            .. changes
                .GroupBy(static change => (change.Property, change.Key))
                .Select(static group => new Auth0ListChange(group.Key.Property)
                {
                    Key = group.Key.Key,
                    Added = [.. group.SelectMany(static change => change.Added)],
                    Removed = [.. group.SelectMany(static change => change.Removed)],
                }),
        ];
    }

    // In declaration order, a cmdlet's own parameters before its base class's.
    private IOrderedEnumerable<PropertyInfo> Parameters() =>
        GetType()
            .GetProperties()
            .OrderByDescending(static parameter => parameter.DeclaringType!.IsSealed)
            .ThenBy(static parameter => parameter.MetadataToken);

    /// <summary>The specified properties: from the parameters with an API name, and from -Property.</summary>
    private protected OrderedDictionary Properties()
    {
        var properties = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var parameter in Parameters())
        {
            if (parameter.GetCustomAttribute<ApiNameAttribute>() is { } api && TryGetBound(parameter, out var value))
            {
                properties[api.Name] = PlainObject.Of(value) switch
                {
                    TimeSpan duration => (long)duration.TotalSeconds,
                    object[] list => ToItems(api.Name, list),
                    var plain => plain,
                };
            }
        }

        foreach (DictionaryEntry other in Property ?? new Hashtable())
        {
            var name = Convert.ToString(other.Key, CultureInfo.InvariantCulture) ?? "";
            properties[name] = !properties.Contains(name)
                ? PlainObject.Of(other.Value)
                : throw new Auth0ConfigurationException(
                    Auth0ErrorCode.ConflictingParameters,
                    $"'{name}' is specified twice: by its parameter and in -Property."
                );
        }

        foreach (string name in properties.Keys)
        {
            var parts = name.Split('.');
            if (Enumerable.Range(1, parts.Length - 1).Any(count => properties.Contains(string.Join('.', parts[..count]))))
            {
                throw new Auth0ConfigurationException(
                    Auth0ErrorCode.ConflictingParameters,
                    $"'{name}' is specified twice: alone, and with the whole object."
                );
            }
        }

        return properties;
    }

    // PowerShell keeps a parameter among the bound ones when the next object of the pipeline has no value for it; the property itself is
    // reset. An empty column of a table is no value either.
    private bool TryGetBound(PropertyInfo parameter, out object? value)
    {
        value = MyInvocation.BoundParameters.ContainsKey(parameter.Name) ? parameter.GetValue(this) : null;
        var isFromPipeline =
            MyInvocation.ExpectingInput
            && parameter.GetCustomAttributes<ParameterAttribute>().Any(static attribute => attribute.ValueFromPipelineByPropertyName);
        return isFromPipeline ? value is not (null or "" or Array { Length: 0 }) : MyInvocation.BoundParameters.ContainsKey(parameter.Name);
    }

    /// <summary>Converts a value of a list to what the API expects there: a name to an object with that name.</summary>
    /// <param name="list">The list's name in the API.</param>
    /// <param name="value">The value, as it was specified.</param>
    private protected virtual object ToItem(string list, object value) => value;

    private object[] ToItems(string list, object[] values) => Array.ConvertAll(values, value => ToItem(list, value));
}
