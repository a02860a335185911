using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base of the completers that put in what the tenant's objects of one kind are called; each stands beside the cmdlet that gets them.
/// </summary>
/// <param name="resource">The kind of object.</param>
/// <param name="suggest">What of one of them is put in.</param>
internal abstract class ResourceCompleter<T>(Auth0Resource<T> resource, Func<T, Suggestion> suggest) : TenantCompleter
    where T : class
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound) =>
        Ask(session, resource).Select(suggest).OrderBy(static suggestion => suggestion.Label ?? suggestion.Text);
}
