using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of the completers for objects of the tenant; each is declared next to the cmdlet that gets the objects.
/// </summary>
/// <param name="resource">The type of the objects.</param>
/// <param name="suggest">Converts an object to a suggestion.</param>
internal abstract class ResourceCompleter<T>(Auth0Resource<T> resource, Func<T, Suggestion> suggest) : TenantCompleter
    where T : class
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound) =>
        Ask(session, resource).Select(suggest).OrderBy(static suggestion => suggestion.Label ?? suggestion.Text);
}
