using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>
/// The base class of the completers for what belongs to another object, whose id is in the command line: the invitations of an
/// organization.
/// </summary>
/// <param name="owner">The parameter with the id of the other object.</param>
/// <param name="resourceOf">The type of the objects, by that id.</param>
/// <param name="suggest">Converts an object to a suggestion.</param>
internal abstract class PartCompleter<T>(string owner, Func<string, Auth0Resource<T>> resourceOf, Func<T, Suggestion> suggest)
    : TenantCompleter
    where T : class
{
    private protected override IEnumerable<Suggestion> Suggest(Auth0Session session, IDictionary bound) =>
        ValueOf(bound, owner) is string { Length: > 0 } id
            ? Ask(session, resourceOf(id)).Select(suggest).OrderBy(static suggestion => suggestion.Label ?? suggestion.Text)
            : [];
}
