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
    /// <summary>Additional properties, with the API's names: @{ oidc_conformant = $true }.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Property { get; set; }

    /// <summary>Creates an object and writes it.</summary>
    private protected ValueTask CreateAsync<T>(Auth0Resource<T> resource, CancellationToken cancellationToken)
        where T : class => CreateAsync(resource, Properties(), cancellationToken);

    /// <summary>The same with specified properties.</summary>
    private protected ValueTask CreateAsync<T>(Auth0Resource<T> resource, IDictionary properties, CancellationToken cancellationToken)
        where T : class =>
        SendAsync(
            resource,
            new Auth0ApiRequest
            {
                Method = HttpMethod.Post,
                Path = resource.Path,
                Body = properties,
            },
            passThru: true,
            cancellationToken
        );

    /// <summary>Changes an object: properties that aren't specified stay unchanged.</summary>
    private protected ValueTask UpdateAsync<T>(Auth0Resource<T> resource, string id, bool passThru, CancellationToken cancellationToken)
        where T : class => UpdateAsync(resource, id, Properties(), passThru, cancellationToken);

    /// <summary>The same with specified properties.</summary>
    private protected ValueTask UpdateAsync<T>(
        Auth0Resource<T> resource,
        string id,
        IDictionary properties,
        bool passThru,
        CancellationToken cancellationToken
    )
        where T : class =>
        properties.Count == 0
            ? throw new Auth0ConfigurationException(Auth0ErrorCode.MissingParameter, "Nothing to change: specify at least one property.")
            : SendAsync(
                resource,
                new Auth0ApiRequest
                {
                    Method = HttpMethod.Patch,
                    Path = resource.PathOf(id),
                    Body = properties,
                },
                passThru,
                cancellationToken
            );

    private async ValueTask SendAsync<T>(
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
            WriteObject(ApiObject.OfTyped(resource.Read(answer)));
        }
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
            if (
                parameter.GetCustomAttribute<ApiNameAttribute>() is { } api
                && MyInvocation.BoundParameters.TryGetValue(parameter.Name, out var value)
            )
            {
                properties[api.Name] = PlainObject.Of(value);
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

        return properties;
    }
}
